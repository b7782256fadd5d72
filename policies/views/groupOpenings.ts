import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { ignoresChangesOf } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { whenKnown } from "../resource/reviewedStack.js";
import type { Direction, GroupRule, GroupRulesKind } from "./groupRules.js";
import { GROUP_RULE_KINDS, GROUP_TYPES, groupRulesOf, RULE_TYPES } from "./groupRules.js";

/** What a rule of a security group lets through by TCP, for one peer. */
export interface Opening {
  /** First and last port; nothing where they are not known. */
  readonly ports: readonly [first: number, last: number] | undefined;
  /** Whether it is of the group and for the peer, or only may be. */
  readonly sure: boolean;
}

/** For whom an opening is, besides those in a group, which is named by its URN. */
export const ANYONE = "anyone";
/** Those in the same group. */
export const ITSELF = "itself";
/** Those in a group that is not known. */
export const SOMEBODY = "somebody";
/** All openings, whoever they are for. */
export const EVERY = "every";

/** The openings of a group by whom they are for, each once: many rules of one group say the same. */
export type Openings = ReadonlyMap<string, readonly Opening[]>;

const ALL_PORTS: Opening["ports"] = [0, 65_535];

/** What a security group lets through in one direction, by the rules of its stack. */
export function openingsOf(
  stack: ReviewedStack,
  group: ReviewedResource,
  direction: Direction,
): Openings {
  return stack.once(`${direction} of ${group.urn}`, () => {
    const found = new Map<string, Map<string, Opening>>();
    const add = (who: string, opening: Opening) => {
      for (const key of [who, EVERY]) {
        const openings = found.get(key) ?? new Map<string, Opening>();
        openings.set(JSON.stringify(opening), opening);
        found.set(key, openings);
      }
    };
    const rules = rulesOf(stack, group, direction);
    for (const { from, rule, sure } of rules) {
      if (!rule) add(SOMEBODY, { ports: undefined, sure: false });
      else
        addRule(stack, { from, rule }, (who, one) => {
          add(who, { ...one, sure: sure && one.sure });
        });
    }
    // Which of several ids in one property is of which resource is not known before the update.
    const unknown = rules.filter(
      ({ from, rule }) => from === group && rule && hasUnknownGroup(rule),
    );
    if (unknown.length > 1) {
      for (const { rule } of unknown) {
        const ports = rule && portsOf(rule);
        if (ports !== "none") add(SOMEBODY, { ports, sure: false });
      }
    }
    return new Map([...found].map(([who, openings]) => [who, [...openings.values()]]));
  });
}

/** Rules of AWS Native, which are not looked into. */
const NATIVE_RULES = [
  "aws-native:ec2:SecurityGroupIngress",
  "aws-native:ec2:SecurityGroupEgress",
] as const;

function hasUnknownGroup({ groups }: GroupRule): boolean {
  return groups.ids?.includes(undefined) ?? true;
}

interface SeenRule {
  /** The resource that says it: the group, or one beside it. */
  from: ReviewedResource;
  /** Nothing in the place of some that are not known. */
  rule: GroupRule | undefined;
  /** Whether it is of the group for sure. */
  sure: boolean;
}

function rulesOf(stack: ReviewedStack, group: ReviewedResource, direction: Direction): SeenRule[] {
  // Somebody else keeps the rules then.
  if (ignoresChangesOf(group, direction) || stack.ofTypes(...NATIVE_RULES).length > 0) {
    return [{ from: group, rule: undefined, sure: false }];
  }
  const beside = RULE_TYPES.flatMap((type) => stack.referring(type, "securityGroupId", group));
  return [{ value: group, sure: true }, ...beside].flatMap(({ value: from, sure }) =>
    (rulesIn(from, direction) ?? [undefined]).map((rule) => ({ from, rule, sure })),
  );
}

function rulesIn(from: ReviewedResource, direction: Direction): GroupRule[] | undefined {
  const kinds: Readonly<Record<string, GroupRulesKind>> = GROUP_RULE_KINDS;
  const kind = kinds[from.type];
  return kind && whenKnown(() => groupRulesOf(kind, Reader.of(from.properties), direction));
}

const TCP = ["tcp", "6"];
const ALL = ["-1", "all"];

function portsOf(rule: GroupRule): Opening["ports"] | "none" {
  return whenKnown(() => {
    const protocol = rule.protocol();
    if (ALL.includes(protocol)) return ALL_PORTS;
    return TCP.includes(protocol) ? (rule.ports() ?? ALL_PORTS) : "none";
  });
}

/** What address ranges hold is not looked at: who calls has an address in some of them. */
function addRule(
  stack: ReviewedStack,
  { from, rule }: { from: ReviewedResource; rule: GroupRule },
  add: (who: string, opening: Opening) => void,
): void {
  const ports = portsOf(rule);
  if (ports === "none") return;
  if (rule.hasRanges()) {
    add(ANYONE, { ports, sure: true });
    return;
  }
  const isOfItself = whenKnown(() => rule.isOfItself());
  if (isOfItself !== false) add(ITSELF, { ports, sure: isOfItself === true });
  if (rule.groups.ids?.length === 0) return;
  const { certain, perhaps, isOpen } = stack.referred(from, rule.groups, ...GROUP_TYPES);
  for (const { urn } of certain) add(urn, { ports, sure: true });
  for (const { urn } of perhaps) add(urn, { ports, sure: false });
  if (isOpen) add(SOMEBODY, { ports, sure: false });
  // One of another stack, which no peer of this one is in.
  if (certain.length + perhaps.length === 0 && !isOpen) add(ELSEWHERE, { ports, sure: true });
}

const ELSEWHERE = "elsewhere";
