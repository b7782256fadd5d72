import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idsOf, whenKnown } from "../resource/reviewedStack.js";
import type { Direction, GroupRule, GroupRulesKind } from "./groupRules.js";
import { GROUP_RULE_KINDS, GROUP_TYPES, groupRulesOf, RULE_TYPES } from "./groupRules.js";

/** Security groups that something is in, or nothing where one of them may be of another stack, or is not known. */
export type OwnGroups = readonly ReviewedResource[] | undefined;

/** A call that security groups let pass, or do not: all that is asked here goes by TCP. */
export interface GroupCall {
  readonly direction: Direction;
  /** Groups of the side that is asked: one that lets it pass is enough. */
  readonly groups: readonly ReviewedResource[];
  /** Nothing for any port. */
  readonly port?: number;
  /** Groups of the other side; nothing where they may be any, or where there is no such side. */
  readonly peers?: OwnGroups;
}

/** The security groups that a list names, where there are some and all are of this stack. */
export function ownGroups(stack: ReviewedStack, from: ReviewedResource, list: Reader): OwnGroups {
  const ids = idsOf(list);
  if (ids.ids === undefined || ids.ids.length === 0) return undefined;
  const { certain } = stack.referred(from, ids, ...GROUP_TYPES);
  return certain.length >= ids.ids.length ? certain : undefined;
}

/**
 * Whether security groups let a call pass by the rules of their stack; nothing where that is not known. What another stack adds
 * to a group of this one is not seen, so that only calls between resources of this stack may be asked for.
 */
export function letsPass(stack: ReviewedStack, call: GroupCall): boolean | undefined {
  const verdicts = call.groups.flatMap((group) => verdictsOf(stack, call, group));
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function verdictsOf(
  stack: ReviewedStack,
  call: GroupCall,
  group: ReviewedResource,
): (boolean | undefined)[] {
  // Somebody else keeps the rules then.
  if (group.ignoreChanges?.includes(call.direction)) return [undefined];
  return rulesOf(stack, group, call.direction).map((seen) => {
    const verdict = seen && verdictOf(stack, call, group, seen.from, seen.rule);
    return seen?.sure === false && verdict === true ? undefined : verdict;
  });
}

interface SeenRule {
  /** The resource that says it: the group, or one beside it. */
  from: ReviewedResource;
  rule: GroupRule;
  /** Whether it is of the group for sure. */
  sure: boolean;
}

/** All rules of one direction that a group has, each once; nothing in the place of some that are not known. */
function rulesOf(
  stack: ReviewedStack,
  group: ReviewedResource,
  direction: Direction,
): (SeenRule | undefined)[] {
  return stack.once(`${direction} rules of ${group.urn}`, () => {
    const beside = RULE_TYPES.flatMap((type) => stack.referring(type, "securityGroupId", group));
    return [{ value: group, sure: true }, ...beside].flatMap(({ value: from, sure }) => {
      const rules = rulesIn(from, direction);
      return rules ? rules.map((rule) => ({ from, rule, sure })) : [undefined];
    });
  });
}

function rulesIn(from: ReviewedResource, direction: Direction): GroupRule[] | undefined {
  const kinds: Readonly<Record<string, GroupRulesKind>> = GROUP_RULE_KINDS;
  const kind = kinds[from.type];
  return kind && whenKnown(() => groupRulesOf(kind, Reader.of(from.properties), direction));
}

/** @param from The resource that says the rule: the group, or one beside it. */
function verdictOf(
  stack: ReviewedStack,
  { port, peers }: GroupCall,
  group: ReviewedResource,
  from: ReviewedResource,
  rule: GroupRule,
): boolean | undefined {
  const isForPort = whenKnown(() => covers(rule, port));
  if (isForPort === false) return false;
  const isForPeers = whenKnown(() => isFor(stack, rule, from, group, peers));
  return isForPort === undefined && isForPeers !== false ? undefined : isForPeers;
}

const TCP = ["tcp", "6", "-1", "all"];
const ALL = ["-1", "all"];

function covers(rule: GroupRule, port: number | undefined): boolean {
  const protocol = rule.protocol();
  if (!TCP.includes(protocol)) return false;
  const ports = rule.ports();
  if (ALL.includes(protocol) || !ports || port === undefined) return true;
  const [first, last] = ports;
  return first <= port && port <= last;
}

/** What address ranges hold is not looked at: who calls has an address in some of them. */
function isFor(
  stack: ReviewedStack,
  rule: GroupRule,
  from: ReviewedResource,
  group: ReviewedResource,
  peers: OwnGroups,
): boolean | undefined {
  if (rule.hasRanges()) return true;
  const namesGroups = rule.groups.ids === undefined || rule.groups.ids.length > 0;
  // Who calls may be in any group then.
  if (!peers) return namesGroups || rule.isOfItself();
  if (rule.isOfItself() && peers.includes(group)) return true;
  if (!namesGroups) return false;
  const { certain, perhaps, isOpen } = stack.referred(from, rule.groups, ...GROUP_TYPES);
  if (certain.some((one) => peers.includes(one))) return true;
  return isOpen || perhaps.some((one) => peers.includes(one)) ? undefined : false;
}
