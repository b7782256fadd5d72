import type { Problem } from "./problem.js";

const MOST_GROUPS = 5;

/**
 * Why what has security groups of the program's own cannot have as many; nothing when it can, or one is made for it. Tasks and
 * load balancers have the same limit.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export function groupCountProblem(ids: readonly unknown[] | undefined): Problem | undefined {
  if (ids === undefined || (ids.length >= 1 && ids.length <= MOST_GROUPS)) return undefined;
  const path = "securityGroupIds";
  const reason = `'${path}' must hold 1 to ${MOST_GROUPS} security groups, got ${ids.length}; left out, one is made`;
  return { path, reason };
}
