/** One source or destination of a security group's rules. */
export interface GroupRule {
  /** What it is an address of; a security group, and a list that nothing is known of, is of both. */
  family?: "IPv4" | "IPv6" | undefined;
  /** Rules that AWS counts it as: the most entries that a list may have, else one. */
  entries: number;
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
    const mine = rules.filter((rule) => rule.family === undefined || rule.family === family);
    const count = ports * mine.reduce((sum, { entries }) => sum + entries, 0);
    if (count <= MOST_RULES) continue;
    const each = ports === 1 ? "" : `, at each of ${ports} ports`;
    return `${owner} comes to ${count} rules of ${family} in one security group, which AWS takes where the quota "Inbound or outbound rules per security group" of ${MOST_RULES} is raised: a prefix list counts as the most entries that it may have${each}; fewer or wider ranges, or a list with a smaller 'maxEntries', work without`;
  }
  return undefined;
}
