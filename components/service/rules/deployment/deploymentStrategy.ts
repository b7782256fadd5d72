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

/** Who writes the actions of the listener rule of a service. */
export type TrafficOwner = "program" | "ecs" | "codeDeploy" | "external";

/** Who moves requests between the two target groups of a service. */
export type ShiftOwner = Exclude<TrafficOwner, "program">;

/** What a strategy is. */
interface StrategyRow {
  /** ECS's name for it, where ECS moves the requests. */
  ecsName?: string;
  /** Who carries deployments out, in ECS's words. A service that gets another one is replaced. */
  controller: "ECS" | "CODE_DEPLOY" | "EXTERNAL";
  trafficOwner: TrafficOwner;
  /** Fields of the argument `deployment` that it takes. */
  fields: readonly string[];
}

const ALARMS = ["alarmNames", "alarms", "alarmRollback"] as const;

/** What every strategy of ECS that moves requests takes. */
const SHIFTED_BY_ECS = [
  ...ALARMS,
  "availabilityZoneRebalancing",
  "sigintRollback",
  "bakeTimeMinutes",
  "testListenerArn",
  "testHeaderName",
  "testHeaderValue",
  "lifecycleHooks",
  "timeoutMinutes",
] as const;

const CANARY = ["canaryPercent", "canaryBakeTimeMinutes"] as const;
const LINEAR = ["linearStepPercent", "linearStepBakeTimeMinutes"] as const;

/** All that the strategies differ in. */
const STRATEGIES = {
  rolling: {
    controller: "ECS",
    trafficOwner: "program",
    fields: [
      "circuitBreaker",
      "circuitBreakerRollback",
      "targetGroupPair",
      ...ALARMS,
      "availabilityZoneRebalancing",
      "sigintRollback",
      "timeoutMinutes",
    ],
  },
  blueGreen: {
    ecsName: "BLUE_GREEN",
    controller: "ECS",
    trafficOwner: "ecs",
    fields: SHIFTED_BY_ECS,
  },
  canary: {
    ecsName: "CANARY",
    controller: "ECS",
    trafficOwner: "ecs",
    fields: [...SHIFTED_BY_ECS, ...CANARY],
  },
  linear: {
    ecsName: "LINEAR",
    controller: "ECS",
    trafficOwner: "ecs",
    fields: [...SHIFTED_BY_ECS, ...LINEAR],
  },
  codeDeploy: {
    controller: "CODE_DEPLOY",
    trafficOwner: "codeDeploy",
    fields: [
      ...ALARMS,
      ...CANARY,
      ...LINEAR,
      "testListenerArn",
      "codeDeployConfigName",
      "terminationWaitMinutes",
      "timeoutMinutes",
    ],
  },
  external: { controller: "EXTERNAL", trafficOwner: "external", fields: ["scalePercent"] },
} as const satisfies Record<DeploymentStrategy, StrategyRow>;

/** A field of the argument `deployment` that some strategy takes. */
export type StrategyField = (typeof STRATEGIES)[DeploymentStrategy]["fields"][number];

/** A strategy in which ECS moves requests between two target groups. */
export type EcsShiftStrategy = "blueGreen" | "canary" | "linear";

/** What the names of a service's children have for each owner of its requests. */
interface OwnerParts {
  /** What follows the service's name in those of its target groups. */
  groups: string;
  /** What follows it in those of its listener rules. */
  rule: string;
}

/** ECS moves requests between the groups that a rolling service has one of. */
const OWNER_PARTS: Record<ShiftOwner, OwnerParts> = {
  ecs: { groups: "", rule: "-production" },
  codeDeploy: { groups: "-codedeploy", rule: "-codedeploy" },
  external: { groups: "-external", rule: "-external" },
};

/** What the names of a service's children have for the owner of its requests. */
export function partsOf(owner: ShiftOwner): OwnerParts {
  return OWNER_PARTS[owner];
}

/** What follows the name of a target in those of its target groups, whoever owns its requests. */
export const TARGET_GROUP_PARTS = Object.values(OWNER_PARTS).flatMap(({ groups }) => [
  groups,
  `${groups}-alternate`,
]);

/** Whether a text is a strategy, as state and programs hold it. */
export function isStrategy(text: unknown): text is DeploymentStrategy {
  return typeof text === "string" && Object.hasOwn(STRATEGIES, text);
}

/** Whether ECS itself moves requests between two target groups. */
export function isShiftedByEcs(strategy: DeploymentStrategy): strategy is EcsShiftStrategy {
  return "ecsName" in STRATEGIES[strategy];
}

/** ECS's name of a strategy of its own. */
export function ecsNameOf(strategy: EcsShiftStrategy): string {
  return STRATEGIES[strategy].ecsName;
}

/** Who carries deployments out, in ECS's words. A service that gets another one is replaced. */
export function controllerOf(strategy: DeploymentStrategy): StrategyRow["controller"] {
  return STRATEGIES[strategy].controller;
}

/** The fields of the argument `deployment` beside the strategy. */
export const STRATEGY_FIELDS: readonly StrategyField[] = [
  ...new Set(Object.values(STRATEGIES).flatMap(({ fields }) => fields)),
];

/** The strategies that take a field of the argument `deployment`. */
export function strategiesWith(field: StrategyField): DeploymentStrategy[] {
  return Object.values(DeploymentStrategy).filter((strategy) => {
    const { fields }: StrategyRow = STRATEGIES[strategy];
    return fields.includes(field);
  });
}

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
  const { trafficOwner } = STRATEGIES[strategy];
  return trafficOwner === "program" && hasTargetGroupPair ? "ecs" : trafficOwner;
}
