import { FARGATE_PROVIDERS } from "../../rules/fargateProvider.js";
import type { Problem } from "../../rules/problem.js";

/**
 * Why these cannot be a cluster's capacity providers of Fargate; nothing when they can.
 *
 * @param providers Value of `capacityProviders`.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html
 */
export function fargateCapacityProblem(
  providers: readonly string[] | undefined,
): Problem | undefined {
  const i = providers?.findIndex((provider, at) => providers.indexOf(provider) !== at) ?? -1;
  if (i >= 0) {
    const reason = `'capacityProviders' must hold each provider once, got "${providers?.[i] ?? ""}" twice; leave one out`;
    return { path: `capacityProviders[${i}]`, reason };
  }
  return undefined;
}

/** The providers of Fargate that a cluster shall not have. */
export function leftOutFargate(providers: readonly string[]): string[] {
  return FARGATE_PROVIDERS.filter((provider) => !providers.includes(provider));
}
