import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { IdsOfProperty, ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, idsOf } from "../resource/reviewedStack.js";
import { viewOfKinds } from "./viewOf.js";

/** What a rule of a security group lets in. Each read throws `UnknownLeaf` where its value is not known. */
export interface IngressRule {
  /** `tcp`, `udp`, `icmp`, `-1` for all, or a number. */
  protocol(): string;
  /** First and last port; nothing where all are let in. */
  ports(): readonly [from: number, to: number] | undefined;
  /** Address ranges that it is for, with those of the stack's own prefix lists. */
  ranges(): string[];
}

/** The rules of a security group, or one that stands by itself. */
export interface IngressInStackView {
  /** How messages name it: `security group 'web'`. */
  readonly label: string;
  /** @throws {UnknownLeaf} if the rules are not known. */
  readonly rules: () => IngressRule[];
}

/** Where the kinds of resources say what is let in. */
interface Kind {
  label: string;
  rules: (inputs: Reader) => readonly Reader[];
  protocol: string;
  v4: string;
  v6: string;
  prefixLists: string;
}

const LISTS = {
  protocol: "protocol",
  v4: "cidrBlocks",
  v6: "ipv6CidrBlocks",
  prefixLists: "prefixListIds",
};
const ofGroup = (label: string): Kind => ({
  ...LISTS,
  label,
  rules: (inputs) => inputs.get("ingress").list() ?? [],
});

const KINDS: Readonly<Record<string, Kind>> = {
  "aws:ec2/securityGroup:SecurityGroup": ofGroup("security group"),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ofGroup("default security group"),
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    ...LISTS,
    label: "security group rule",
    rules: (inputs) => (inputs.get("type").string() === "ingress" ? [inputs] : []),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    label: "ingress rule",
    rules: (inputs) => [inputs],
    protocol: "ipProtocol",
    v4: "cidrIpv4",
    v6: "cidrIpv6",
    prefixLists: "prefixListId",
  },
};

const PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";

/** A view of what a resource lets in; nothing for a resource that is no rule of a security group. */
export const ingressInStackView = viewOfKinds(
  KINDS,
  (kind, inputs, resource, stack: ReviewedStack): IngressInStackView => ({
    label: `${kind.label} '${resource.name}'`,
    rules: () =>
      kind.rules(inputs).map((rule) => ({
        protocol: () => rule.get(kind.protocol).string()?.toLowerCase() ?? "-1",
        ports: () => {
          const [from, to] = ["fromPort", "toPort"].map((key) => rule.get(key).number());
          return from === undefined || to === undefined ? undefined : [from, to];
        },
        ranges: () => [
          ...rangesOf(rule.get(kind.v4), kind),
          ...rangesOf(rule.get(kind.v6), kind),
          ...rangesOfLists(resource, stack, idsIn(rule.get(kind.prefixLists), kind)),
        ],
      })),
  }),
);

function rangesOf(leaf: Reader, kind: Kind): string[] {
  const ranges = kind.v4 === LISTS.v4 ? (leaf.list() ?? []) : [leaf];
  return ranges.flatMap((range) => range.string() ?? []);
}

function idsIn(leaf: Reader, kind: Kind): IdsOfProperty {
  return kind.v4 === LISTS.v4 ? idsOf(leaf) : idOf(leaf);
}

/** Lists of other stacks, and of AWS, are not seen. */
function rangesOfLists(
  resource: ReviewedResource,
  stack: ReviewedStack,
  ids: IdsOfProperty,
): string[] {
  const { certain, perhaps } = stack.referred(resource, ids, PREFIX_LIST);
  const isAsked = ids.ids === undefined || ids.ids.length > 0;
  if (!isAsked) return [];
  const entries = (list: ReviewedResource) =>
    (Reader.of(list.properties).get("entries").list() ?? []).map(
      (entry) => entry.get("cidr").string() ?? "",
    );
  if (perhaps.flatMap(entries).length > 0 && certain.length === 0)
    throw new UnknownLeaf(ids.property);
  return certain.flatMap(entries);
}
