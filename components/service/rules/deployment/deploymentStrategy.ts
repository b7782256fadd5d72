/**
 * Ways to bring a new revision of a service in.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-types.html
 */
export const DeploymentStrategy = {
  /** ECS replaces the tasks step by step. */
  Rolling: "rolling",
  /** ECS starts all new tasks beside the old ones and moves all requests at once. */
  BlueGreen: "blueGreen",
  /** ECS moves a share of the requests first, then the rest. */
  Canary: "canary",
  /** ECS moves the requests in equal steps. */
  Linear: "linear",
  /** CodeDeploy starts all new tasks and moves the requests. */
  CodeDeploy: "codeDeploy",
  /** A tool of your own makes task sets and moves the requests. */
  External: "external",
} as const;
/** Ways to bring a new revision of a service in. */
export type DeploymentStrategy = (typeof DeploymentStrategy)[keyof typeof DeploymentStrategy];

/** The strategies in which ECS itself moves requests between two target groups, by ECS's name for them. */
const NATIVE = { blueGreen: "BLUE_GREEN", canary: "CANARY", linear: "LINEAR" } as const;

/** A strategy in which ECS moves requests between two target groups. */
export type EcsShiftStrategy = keyof typeof NATIVE;

/** Whether ECS itself moves requests between two target groups. */
export function isShiftedByEcs(strategy: DeploymentStrategy): strategy is EcsShiftStrategy {
  return Object.hasOwn(NATIVE, strategy);
}

/** ECS's name of a strategy of its own. */
export function ecsNameOf(strategy: EcsShiftStrategy): string {
  return NATIVE[strategy];
}

/** Who carries deployments out, in ECS's words. A service that gets another one is replaced. */
export function controllerOf(strategy: DeploymentStrategy): "ECS" | "CODE_DEPLOY" | "EXTERNAL" {
  if (strategy === "codeDeploy") return "CODE_DEPLOY";
  return strategy === "external" ? "EXTERNAL" : "ECS";
}

/** Who writes the actions of the listener rule of a service. */
export type TrafficOwner = "program" | "ecs" | "codeDeploy" | "external";

/**
 * Who writes the actions of the listener rule of a service.
 *
 * @param hasTargetGroupPair Whether a rolling service keeps the target groups of the strategies that ECS shifts
 * requests in.
 */
export function trafficOwnerOf(
  strategy: DeploymentStrategy,
  hasTargetGroupPair = false,
): TrafficOwner {
  if (strategy === "codeDeploy" || strategy === "external") return strategy;
  return isShiftedByEcs(strategy) || hasTargetGroupPair ? "ecs" : "program";
}
