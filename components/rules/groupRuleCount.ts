/** One source or destination of a security group's rules. */
export interface GroupRule {
  /** What it is an address of; a security group, and a list that nothing is known of, is of both. */
  family?: "IPv4" | "IPv6" | undefined;
  /** Rules that AWS counts it as: the most entries that a list may have, else one. */
  entries: number;
  /** Id of a prefix list of which nobody says how many entries it may have. */
  unknownListId?: string | undefined;
}

/** Rules of a kind of addresses that a security group has in one direction unless the account's quota is raised. */
const MOST_RULES = 60;

/**
 * What to say of a security group whose rules are as many as just an account with a raised quota has; nothing of others.
 *
 * @param owner How a message names who has the rules.
 * @param rules Who is let in, or out, at each of the ports.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html ("Rules and considerations")
 */
export function groupRuleAdvice(
  owner: string,
  rules: readonly GroupRule[],
  ports: number,
): string | undefined {
  for (const family of ["IPv4", "IPv6"] as const) {
    const count = ports * ruleCount(rules, family);
    if (count <= MOST_RULES) continue;
    const each = eachPort(ports);
    return `${owner} comes to ${count} rules of ${family} in one security group, which AWS takes where the quota "Inbound or outbound rules per security group" of ${MOST_RULES} is raised: a prefix list counts as the most entries that it may have${each}; fewer or wider ranges, or a list with a smaller 'maxEntries', work without`;
  }
  return undefined;
}

/**
 * What to say of a security group that has prefix lists whose size nobody knows, and no more rules than every account has
 * beside them; nothing of others.
 *
 * @param owner How a message names who has the rules.
 */
export function unknownListNote(
  owner: string,
  rules: readonly GroupRule[],
  ports: number,
): string | undefined {
  const ids = rules.flatMap(({ unknownListId }) => unknownListId ?? []);
  if (ids.length === 0) return undefined;
  const known = rules.filter(({ unknownListId }) => unknownListId === undefined);
  const most = ports * Math.max(ruleCount(known, "IPv4"), ruleCount(known, "IPv6"));
  const lists = ids.length === 1 ? "a prefix list" : "prefix lists";
  return `${owner} has ${lists} of which the program does not know how many entries it may have, ${ids.join(", ")}, and ${most} rules beside: a list counts as the most entries that it may have${eachPort(ports)}, and the quota "Inbound or outbound rules per security group" is ${MOST_RULES}; 'aws ec2 describe-managed-prefix-lists --prefix-list-ids ${ids.join(" ")}' says it`;
}

function ruleCount(rules: readonly GroupRule[], family: "IPv4" | "IPv6"): number {
  const mine = rules.filter((rule) => rule.family === undefined || rule.family === family);
  return mine.reduce((sum, { entries }) => sum + entries, 0);
}

function eachPort(ports: number): string {
  return ports === 1 ? "" : `, at each of ${ports} ports`;
}
