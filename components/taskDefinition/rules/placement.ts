import { isFargateProvider } from "../../rules/fargateProvider.js";
import type { Problem } from "../../rules/problem.js";

/** Which instances a task may run on. */
export interface PlacementConstraint {
  expression: string;
}

const MOST = 10;

/**
 * The first of a task definition's placement constraints that ECS would refuse.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinitionPlacementConstraint.html
 */
export function placementConstraintsProblem(
  constraints: readonly PlacementConstraint[],
): Problem | undefined {
  if (constraints.length > MOST) {
    const reason = `'placementConstraints' must hold at most ${MOST} constraints, got ${constraints.length}; join some by 'and'`;
    return { path: "placementConstraints", reason };
  }
  const i = constraints.findIndex(({ expression }) => expression.trim() === "");
  if (i < 0) return undefined;
  const reason = `'expression' of a placement constraint must not be empty, got ${JSON.stringify(constraints[i]?.expression)}; "attribute:ecs.instance-type =~ g5.*" works`;
  return { path: `placementConstraints[${i}].expression`, reason };
}

/** Constraints as they are registered: in one order, each once. */
export function placementConstraints(constraints: readonly PlacementConstraint[]) {
  const expressions = [...new Set(constraints.map(({ expression }) => expression))].sort();
  return expressions.map((expression) => ({ type: "memberOf", expression }));
}

/** Kinds of capacity, as AWS names them. */
const COMPATIBILITIES = ["FARGATE", "EC2", "MANAGED_INSTANCES", "EXTERNAL"];

/** Why a task definition cannot be for these kinds of capacity; nothing when it can. */
export function compatibilitiesProblem(compatibilities: readonly string[]): Problem | undefined {
  const path = "requiresCompatibilities";
  const wrong = compatibilities.find((compatibility) => !COMPATIBILITIES.includes(compatibility));
  if (compatibilities.length > 0 && wrong === undefined) return undefined;
  const got = wrong === undefined ? "none" : `"${wrong}"`;
  const reason = `'${path}' must hold one of FARGATE, EC2, MANAGED_INSTANCES and EXTERNAL, got ${got}; ["EC2"] works`;
  return { path, reason };
}

/** A provider's share of tasks, as far as its kind goes. */
interface ProviderShare {
  capacityProvider: string;
}

/**
 * Why tasks of a definition cannot run by a strategy: it is for instances alone, and the strategy is of Fargate. Tasks for
 * Fargate run on instances too.
 *
 * @param argument Name of the argument that holds the task definition.
 */
export function launchProblem(
  compatibilities: readonly string[] | undefined,
  strategy: readonly ProviderShare[],
  argument: string,
): Problem | undefined {
  if (compatibilities === undefined || compatibilities.includes("FARGATE")) return undefined;
  // Instances outside AWS are in no capacity provider.
  if (compatibilities.every((one) => one === "EXTERNAL")) {
    const reason = `'${argument}' requires EXTERNAL, whose tasks capacity providers do not run, got it here; have EC2 or FARGATE in the task definition's 'requiresCompatibilities'`;
    return { path: argument, reason };
  }
  const fargate = strategy.find(({ capacityProvider }) => isFargateProvider(capacityProvider));
  if (!fargate) return undefined;
  const reason = `'${argument}' requires ${compatibilities.join(" or ")}, got the capacity provider "${fargate.capacityProvider}"; name an instance group in 'capacityProviderStrategies', or have FARGATE in the task definition's 'requiresCompatibilities'`;
  return { path: argument, reason };
}

/**
 * Why tasks of a definition cannot run by the default strategy of a cluster that has no capacity providers: ECS starts them
 * on container instances then, which take tasks for EC2 alone.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_types.html
 */
export function noCapacityProblem(
  compatibilities: readonly string[] = ["FARGATE"],
  strategy: readonly ProviderShare[],
): Problem | undefined {
  if (strategy.length > 0 || compatibilities.includes("EC2")) return undefined;
  const reason = `'cluster' has no capacity provider for tasks of ${compatibilities.join(" or ")}, got none in its 'capacityProviders', 'instanceGroups' and 'managedInstances'; give the cluster one, such as capacityProviders ["FARGATE"]`;
  return { path: "cluster", reason };
}
