import { isFargateProvider } from "../../rules/fargateProvider.js";
import type { Problem } from "../../rules/problem.js";
import { firstItemProblem } from "../../rules/problem.js";

/** How tasks are laid out over instances. */
export interface PlacementStrategy {
  type: string;
  field?: string | undefined;
}

/** What an instance must be. */
export interface ServiceConstraint {
  type: string;
  expression?: string | undefined;
}

/** What a service that runs one task on each instance must do without: what is there counts. */
export interface DaemonService {
  schedulingStrategy?: string | undefined;
  /** Who carries deployments out. */
  deploymentStrategy: string;
  /** The arguments that are given. */
  given: readonly string[];
}

/** What ECS refuses beside DAEMON, with what to do. */
const NOT_OF_DAEMONS: Readonly<Record<string, string>> = {
  desiredCount: "ECS runs one task on each instance",
  scaling: "ECS runs one task on each instance",
  maximumPercent: "ECS keeps it at 100 there",
  capacityProviderStrategies:
    "ECS takes no capacity provider strategy there; 'placementConstraints' choose among the instances",
  spotAboveTasks: "it needs instances, which 'placementConstraints' choose among",
  assignPublicIp: "it needs instances, and this is for Fargate",
  placementStrategies: "ECS runs one task on each instance",
  platformVersion: "it needs instances, and this is for Fargate",
};

/**
 * Why a service could not be scheduled so; nothing when it could.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html ("schedulingStrategy")
 * @see https://github.com/aws/containers-roadmap/issues/692
 */
export function schedulingProblem(service: DaemonService): Problem | undefined {
  const { schedulingStrategy, deploymentStrategy, given } = service;
  const path = "schedulingStrategy";
  if (schedulingStrategy !== "DAEMON") return undefined;
  if (deploymentStrategy === "codeDeploy" || deploymentStrategy === "external") {
    const reason = `'${path}' may not be "DAEMON" with 'deployment.strategy' "${deploymentStrategy}"; "rolling" works`;
    return { path, reason };
  }
  const argument = given.find((name) => name in NOT_OF_DAEMONS);
  if (argument === undefined) return undefined;
  const reason = `'${argument}' may not stand beside 'schedulingStrategy' "DAEMON", got it: ${NOT_OF_DAEMONS[argument] ?? ""}; leave it out`;
  return { path: argument, reason };
}

/** Why tasks of these kinds of capacity could not run one on each instance; nothing when they could, or none are known. */
export function daemonTaskProblem(
  compatibilities: readonly string[] | undefined,
): Problem | undefined {
  if (compatibilities === undefined || compatibilities.includes("EC2")) return undefined;
  const reason = `'taskDefinition' must be for EC2 beside 'schedulingStrategy' "DAEMON", got ${compatibilities.join(" and ")}; have EC2 in its 'requiresCompatibilities'`;
  return { path: "taskDefinition", reason };
}

/** What instances a cluster is known to have, by the keys of its reference. */
export interface ClusterInstances {
  capacityProviders?: Readonly<Record<string, string>> | undefined;
  instancePlatforms?: object | undefined;
  managedInstances?: readonly string[] | undefined;
}

/**
 * What to say of a service of one task on each instance whose cluster is not known to have any; nothing of others. It is no
 * error: instances may join a cluster by themselves, by the name in their user data.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_container_instance.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-getting-started.html ("Considerations")
 */
export function daemonCapacityAdvice(
  service: string,
  { capacityProviders = {}, instancePlatforms, managedInstances = [] }: ClusterInstances,
): string | undefined {
  const groups = instancePlatforms
    ? Object.keys(instancePlatforms)
    : Object.keys(capacityProviders).filter((key) => !managedInstances.includes(key));
  if (groups.length > 0) return undefined;
  const has = managedInstances.length > 0 ? "has managed instances alone" : "has no instances";
  return `Service "${service}" runs one task on each instance of its cluster, which ${has} that are known here, so that it runs none: 'instanceGroups' of the Cluster gives it some, and Fargate has no 'schedulingStrategy' "DAEMON"; nothing is wrong where instances join the cluster by their user data`;
}

const MOST_STRATEGIES = 5;
const MOST_CONSTRAINTS = 10;

/**
 * The first of a service's placement strategies that ECS would refuse.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html
 */
export function placementStrategiesProblem(
  strategies: readonly PlacementStrategy[],
): Problem | undefined {
  const path = "placementStrategies";
  if (strategies.length > MOST_STRATEGIES) {
    const reason = `'${path}' must hold at most ${MOST_STRATEGIES} strategies, got ${strategies.length}; leave some out`;
    return { path, reason };
  }
  return firstItemProblem(path, strategies, strategyProblem);
}

function strategyProblem({ type, field }: PlacementStrategy): Problem | undefined {
  const got = field === undefined ? "none" : JSON.stringify(field);
  if (type === "binpack" && field !== "cpu" && field !== "memory") {
    const reason = `'field' of a placement strategy "binpack" must be cpu or memory, got ${got}; "memory" works`;
    return { path: "field", reason };
  }
  if (type === "spread" && (field === undefined || field.trim() === "")) {
    const reason = `'field' of a placement strategy "spread" must be instanceId or an attribute, got ${got}; "attribute:ecs.availability-zone" works`;
    return { path: "field", reason };
  }
  if (type !== "random" || field === undefined) return undefined;
  const reason = `'field' is not for a placement strategy "random", got ${got}; leave it out`;
  return { path: "field", reason };
}

/**
 * The first of a service's placement constraints that ECS would refuse.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html
 */
export function serviceConstraintsProblem(
  constraints: readonly ServiceConstraint[],
): Problem | undefined {
  const path = "placementConstraints";
  if (constraints.length > MOST_CONSTRAINTS) {
    const reason = `'${path}' must hold at most ${MOST_CONSTRAINTS} constraints, got ${constraints.length}; join some by 'and'`;
    return { path, reason };
  }
  return firstItemProblem(path, constraints, ({ type, expression }) => {
    if (type === "memberOf" && (expression === undefined || expression.trim() === "")) {
      const reason = `'expression' of a placement constraint "memberOf" must be given, got ${expression === undefined ? "none" : JSON.stringify(expression)}; "attribute:ecs.instance-type =~ g5.*" works`;
      return { path: "expression", reason };
    }
    if (type === "memberOf" || expression === undefined) return undefined;
    const reason = `'expression' is not for a placement constraint "distinctInstance", got ${JSON.stringify(expression)}; leave it out`;
    return { path: "expression", reason };
  });
}

/** Whether a strategy is of Fargate, and what is given that another kind of capacity has. */
export function placedOnProblem(
  strategy: readonly { capacityProvider: string }[],
  given: { placementStrategies: boolean; placementConstraints: boolean; platformVersion: boolean },
): Problem | undefined {
  const [first] = strategy;
  if (!first) return undefined;
  const isFargate = isFargateProvider(first.capacityProvider);
  const of = `and tasks run on "${first.capacityProvider}"; leave it out`;
  for (const path of ["placementStrategies", "placementConstraints"] as const) {
    if (isFargate && given[path]) return { path, reason: `'${path}' is for instances, ${of}` };
  }
  if (isFargate || !given.platformVersion) return undefined;
  return { path: "platformVersion", reason: `'platformVersion' is for Fargate, ${of}` };
}

/**
 * Why Fargate has no such platform version; nothing when it may have one.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
 */
export function platformVersionProblem(version: string): Problem | undefined {
  if (/^(LATEST|\d+\.\d+\.\d+)$/.test(version)) return undefined;
  const reason = `'platformVersion' must be LATEST or a version, got ${JSON.stringify(version)}; "1.4.0" works`;
  return { path: "platformVersion", reason };
}

const ZONE = "attribute:ecs.availability-zone";

/**
 * Whether ECS may move tasks between Availability Zones by itself: not where tasks are laid out otherwise than by zone first, or
 * are tied to zones.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
 */
export function mayRebalance(
  strategies: readonly PlacementStrategy[],
  constraints: readonly ServiceConstraint[],
): boolean {
  const [first] = strategies;
  const byZone = !first || (first.type === "spread" && first.field === ZONE);
  return byZone && !constraints.some(({ expression = "" }) => expression.includes(ZONE));
}
