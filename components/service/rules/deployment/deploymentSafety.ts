import type { Problem } from "../../../rules/problem.js";

/** What ends a deployment that goes wrong, as a service has it. Each is read when the rule gets to it. */
export interface DeploymentSafety {
  /** Who carries out deployments, in ECS's words. */
  readonly controller: string;
  readonly isRolling: boolean;
  readonly circuitBreaker: boolean;
  readonly circuitBreakerRollback: boolean;
  readonly rebalancing: boolean;
  readonly maximumPercent: number;
}

/**
 * Why ECS would refuse the circuit breaker; nothing when it would not (O9): it is for services "using the rolling update
 * (`ECS`) deployment type".
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function breakerControllerProblem(safety: DeploymentSafety): Problem | undefined {
  const path = "circuitBreaker";
  if (safety.controller === "ECS" || !safety.circuitBreaker) return undefined;
  const reason = `'${path}' is for deployments of ECS, got it with ${safety.controller}; leave it out`;
  return { path, reason };
}

/**
 * Why a deployment that fails would go on for hours, or not be rolled back; nothing when neither is so (O9).
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html
 */
export function circuitBreakerProblem(safety: DeploymentSafety): Problem | undefined {
  if (safety.controller !== "ECS" || !safety.isRolling) return undefined;
  if (!safety.circuitBreaker) {
    const path = "circuitBreaker";
    const reason = `'${path}' must be on, or a deployment that fails goes on for hours, got it off; true works`;
    return { path, reason };
  }
  if (safety.circuitBreakerRollback) return undefined;
  const path = "circuitBreakerRollback";
  const reason = `'${path}' must be on, or a deployment that fails leaves fewer tasks, got it off; true works`;
  return { path, reason };
}

/**
 * Why ECS would refuse to rebalance tasks between zones; nothing when it would not (O9).
 *
 * @param path Path of what turns it on.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
 */
export function rebalancingProblem(
  safety: Pick<DeploymentSafety, "controller" | "rebalancing" | "maximumPercent">,
  path = "availabilityZoneRebalancing",
): Problem | undefined {
  if (!safety.rebalancing || safety.controller === "CODE_DEPLOY") return undefined;
  if (safety.controller !== "ECS") {
    const reason = `'${path}' is for deployments of ECS, got it with ${safety.controller}; leave it out`;
    return { path, reason };
  }
  if (safety.maximumPercent > 100) return undefined;
  const reason = `'${path}' needs a 'maximumPercent' above 100, got ${safety.maximumPercent}; leave it out`;
  return { path, reason };
}
