import type { Reader } from "../resource/reader.js";
import type { IdsOfProperty } from "../resource/reviewedStack.js";
import { idOf, idsOf } from "../resource/reviewedStack.js";

/** Which way a rule of a security group lets traffic pass. */
export type Direction = "ingress" | "egress";

/** A rule of a security group as it is written. Each read throws `UnknownLeaf` where its value is not known. */
export interface GroupRule {
  /** `tcp`, `udp`, `icmp`, `-1` for all, or a number. */
  protocol(): string;
  /** First and last port; nothing where all are let through. */
  ports(): readonly [from: number, to: number] | undefined;
  /** Address ranges of IPv4 and IPv6 that it is for. */
  ranges(): string[];
  /** Whether it is for address ranges or prefix lists, known or not. */
  hasRanges(): boolean;
  /** Prefix lists that it is for. */
  readonly prefixLists: IdsOfProperty;
  /** Other security groups that it is for. */
  readonly groups: IdsOfProperty;
  /** Whether it is for all that is in its own group. */
  isOfItself(): boolean;
}

/** Where the kinds of resources say what is let through. */
export interface GroupRulesKind {
  label: string;
  /** The rules of one direction that such a resource has. */
  rules: (inputs: Reader, direction: Direction) => readonly Reader[];
  protocol: string;
  /** Properties of address ranges, prefix lists and other groups. */
  ranges: readonly string[];
  prefixLists: string;
  groups: string;
  /** Which of these are lists. */
  lists: readonly string[];
}

const LISTS = {
  protocol: "protocol",
  ranges: ["cidrBlocks", "ipv6CidrBlocks"],
  prefixLists: "prefixListIds",
  groups: "securityGroups",
  lists: ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups"],
};

const ofGroup = (label: string): GroupRulesKind => ({
  ...LISTS,
  label,
  rules: (inputs, direction) => inputs.get(direction).list() ?? [],
});

const alone = (label: string, own: Direction): GroupRulesKind => ({
  label,
  rules: (inputs, direction) => (direction === own ? [inputs] : []),
  lists: [],
  protocol: "ipProtocol",
  ranges: ["cidrIpv4", "cidrIpv6"],
  prefixLists: "prefixListId",
  groups: "referencedSecurityGroupId",
});

/** Types of security groups. */
export const GROUP_TYPES = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
] as const;

/** Types of rules that stand by themselves, each of the group in its `securityGroupId`. */
export const RULE_TYPES = [
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
] as const;

/** Each kind of resource that has rules of a security group, by its type. */
export const GROUP_RULE_KINDS: Readonly<
  Record<(typeof GROUP_TYPES)[number] | (typeof RULE_TYPES)[number], GroupRulesKind>
> = {
  "aws:ec2/securityGroup:SecurityGroup": ofGroup("security group"),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ofGroup("default security group"),
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    ...LISTS,
    label: "security group rule",
    rules: (inputs, direction) => (inputs.get("type").string() === direction ? [inputs] : []),
    groups: "sourceSecurityGroupId",
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": alone("ingress rule", "ingress"),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": alone("egress rule", "egress"),
};

/** The rules of one direction that a resource has. @throws {UnknownLeaf} if they are not known. */
export function groupRulesOf(
  kind: GroupRulesKind,
  inputs: Reader,
  direction: Direction,
): GroupRule[] {
  const { lists, ranges, prefixLists, groups } = kind;
  return kind.rules(inputs, direction).map((rule) => ({
    protocol: () => rule.get(kind.protocol).string()?.toLowerCase() ?? "-1",
    ports: () => {
      const [from, to] = ["fromPort", "toPort"].map((key) => rule.get(key).number());
      return from === undefined || to === undefined ? undefined : [from, to];
    },
    ranges: () => ranges.flatMap((key) => textsOf(rule, key, lists)),
    hasRanges: () => [...ranges, prefixLists].some((key) => isFilled(rule, key, lists)),
    prefixLists: idsAt(rule, prefixLists, lists),
    groups: idsAt(rule, groups, lists),
    isOfItself: () => rule.get("self").boolean() ?? false,
  }));
}

function textsOf(rule: Reader, key: string, lists: readonly string[]): string[] {
  const leaf = rule.get(key);
  const all = lists.includes(key) ? (leaf.list() ?? []) : [leaf];
  return all.flatMap((one) => one.string() ?? []);
}

function idsAt(rule: Reader, key: string, lists: readonly string[]): IdsOfProperty {
  return lists.includes(key) ? idsOf(rule.get(key)) : idOf(rule.get(key));
}

/** A list that is not known holds something. */
function isFilled(rule: Reader, key: string, lists: readonly string[]): boolean {
  const { ids } = idsAt(rule, key, lists);
  return ids === undefined || ids.length > 0;
}
