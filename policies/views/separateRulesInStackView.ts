import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { viewOfKinds } from "./viewOf.js";

/** A list that a resource has in itself, or in resources of their own beside it. */
export interface SeparateRulesInStackView {
  /** How messages name it: `security group 'web'`. */
  readonly label: string;
  /** Each list by its property. */
  readonly lists: readonly SeparateRules[];
}

/** One list of such a resource. */
export interface SeparateRules {
  readonly property: string;
  /** Whether the resource has it in itself. @throws {UnknownLeaf} if that is not known. */
  isInline(): boolean;
  /** Logical name of a resource of the stack that is an entry of it; nothing where there is none for sure. */
  separate(): string | undefined;
}

interface Separate {
  type: string;
  /** Property that names the resource with the list. */
  owner: string;
  /** Whether it is an entry of the list, where one type has entries of two lists. */
  isOf?: (inputs: Reader) => boolean;
}

interface Kind {
  label: string;
  lists: Readonly<Record<string, readonly Separate[]>>;
}

const groupRules = (direction: "ingress" | "egress", alone: string): Separate[] => [
  {
    type: "aws:ec2/securityGroupRule:SecurityGroupRule",
    owner: "securityGroupId",
    isOf: (inputs) => inputs.get("type").string() === direction,
  },
  { type: alone, owner: "securityGroupId" },
];

/** The provider's pages of these resources warn of both ways at once: each update takes out what the other way put in. */
const KINDS: Readonly<Record<string, Kind>> = {
  "aws:ec2/securityGroup:SecurityGroup": {
    label: "security group",
    lists: {
      ingress: groupRules("ingress", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
      egress: groupRules("egress", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"),
    },
  },
  "aws:ec2/routeTable:RouteTable": {
    label: "route table",
    lists: { routes: [{ type: "aws:ec2/route:Route", owner: "routeTableId" }] },
  },
  "aws:iam/role:Role": {
    label: "role",
    lists: {
      inlinePolicies: [{ type: "aws:iam/rolePolicy:RolePolicy", owner: "role" }],
      managedPolicyArns: [
        { type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", owner: "role" },
      ],
    },
  },
};

/** A view of the lists that a resource may have in two ways; nothing for a resource without such. */
export const separateRulesInStackView = viewOfKinds(
  KINDS,
  (kind, inputs, resource, stack: ReviewedStack): SeparateRulesInStackView => ({
    label: `${kind.label} '${resource.name}'`,
    lists: Object.entries(kind.lists).map(([property, separate]) => ({
      property,
      isInline: () => inputs.get(property).isGiven() && isFilled(inputs.get(property)),
      separate: () => separate.flatMap((one) => entriesOf(resource, one, stack))[0]?.name,
    })),
  }),
);

/** A list that is not known holds what the program computes, and is none of nothing. */
function isFilled(list: Reader): boolean {
  return (list.list() ?? []).length > 0;
}

function entriesOf(
  owner: ReviewedResource,
  { type, owner: property, isOf }: Separate,
  stack: ReviewedStack,
): ReviewedResource[] {
  return stack
    .referring(type, property, owner)
    .filter(({ value, sure }) => sure && (isOf?.(Reader.of(value.properties)) ?? true))
    .map(({ value }) => value);
}
