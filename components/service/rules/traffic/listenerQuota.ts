import type { Problem } from "../../../rules/problem.js";
import type { RuleClaim } from "./ruleClash.js";

/**
 * Target groups that a load balancer has at most; no account has more. Each rule of a service goes to a group of its own, so
 * that 100 rules, which AWS would raise, are never reached before.
 */
const MOST_TARGET_GROUPS = 100;

/**
 * Why a listener of a load balancer could not have the target groups of these services; nothing when it could.
 *
 * @param at Path of the last service's rule below its arguments.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export function targetGroupQuotaProblem(
  claims: readonly RuleClaim[],
  at: string,
): Problem | undefined {
  const count = claims.reduce((sum, { targetGroups }) => sum + targetGroups, 0);
  if (count <= MOST_TARGET_GROUPS) return undefined;
  const path = `${at}.ref`;
  const reason = `'${path}' must be a load balancer with room for its target groups, of which it has at most ${MOST_TARGET_GROUPS}, got ${count} with those of the program's other services; a second LoadBalancer works`;
  return { path, reason };
}
