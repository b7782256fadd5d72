import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { IdsOfProperty, ReviewedStack } from "../resource/reviewedStack.js";
import type { GroupRule } from "./groupRules.js";
import { GROUP_RULE_KINDS, groupRulesOf } from "./groupRules.js";
import { viewOfKinds } from "./viewOf.js";

/** What a rule of a security group lets in. Each read throws `UnknownLeaf` where its value is not known. */
export interface IngressRule extends Pick<GroupRule, "protocol" | "ports"> {
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

const PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";

/** A view of what a resource lets in; nothing for a resource that is no rule of a security group. */
export const ingressInStackView = viewOfKinds(
  GROUP_RULE_KINDS,
  (kind, inputs, resource, stack: ReviewedStack): IngressInStackView => ({
    label: `${kind.label} '${resource.name}'`,
    rules: () =>
      groupRulesOf(kind, inputs, "ingress").map((rule) => ({
        ...rule,
        ranges: () => [...rule.ranges(), ...rangesOfLists(resource, stack, rule.prefixLists)],
      })),
  }),
);

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
