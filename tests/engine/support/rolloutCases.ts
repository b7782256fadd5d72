import fc from "fast-check";

import type { DeploymentForecast } from "../../../forecast/deploymentForecast.js";
import { foretellDeployments } from "../../../forecast/foretellDeployments.js";
import { resource, service, taskDefinition } from "../../cost/costCases.js";

/** A service whose deployment is foretold and carried out. Times in seconds. */
export interface RolloutCase {
  strategy: "ROLLING" | "BLUE_GREEN" | "CANARY" | "LINEAR" | "CODE_DEPLOY";
  desiredCount: number;
  minimumHealthyPercent: number;
  maximumPercent: number;
  checks: "target" | "container" | "none";
  interval: number;
  healthyThreshold: number;
  /** Of a target's checks that fail, or of a container's. */
  unhealthyThreshold: number;
  grace: number;
  startPeriod: number;
  drain: number;
  stopTimeout: number;
  network: boolean;
  stepPercent: number;
  stepMinutes: number;
  bakeMinutes: number;
  pauseMinutes: number;
  threshold?: { type: string; value: number } | undefined;
}

/** How fast a program is, by the least and the most that the forecast takes for its start, checks and end. */
export type Pace = "idle" | "busy";

const START = { idle: 20, busy: 180 };

/** The tag of an image that behaves so, as `emulated/rollouts.py` reads it. */
export function tagOf(one: RolloutCase, pace: Pace, end: "good" | "never" | "exits"): string {
  const latest =
    one.checks === "target" ? one.interval * (one.healthyThreshold - 1) + 1 : one.startPeriod + 1;
  const answers = end === "good" ? (pace === "idle" ? 0 : latest) : end;
  return `timed-${START[pace]}-${answers}-${pace}`;
}

const GROUP = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders/1";

/** What ECS's API takes as `deploymentConfiguration`, beside the percentages; minutes as the provider writes them. */
export function shiftInputs(one: RolloutCase) {
  const wait = String(one.stepMinutes);
  const shared = {
    bakeTimeInMinutes: String(one.bakeMinutes),
    lifecycleHooks: one.pauseMinutes > 0 ? [pauseOf(one)] : [],
  };
  const { strategy, stepPercent } = one;
  switch (strategy) {
    case "CANARY":
      return {
        ...{ strategy, ...shared },
        canaryConfiguration: { canaryPercent: stepPercent, canaryBakeTimeInMinutes: wait },
      };
    case "LINEAR":
      return {
        ...{ strategy, ...shared },
        linearConfiguration: { stepPercent, stepBakeTimeInMinutes: wait },
      };
    default:
      return strategy === "BLUE_GREEN" ? { strategy, ...shared } : { strategy };
  }
}

function pauseOf({ pauseMinutes }: RolloutCase) {
  return {
    targetType: "PAUSE",
    lifecycleStages: ["PRODUCTION_TRAFFIC_SHIFT"],
    timeoutConfiguration: { timeoutInMinutes: String(pauseMinutes) },
  };
}

/** What is foretold of it. */
export function foretold(one: RolloutCase): DeploymentForecast {
  const { interval, unhealthyThreshold, healthyThreshold, startPeriod, stopTimeout } = one;
  const healthCheck = { command: ["true"], interval, retries: unhealthyThreshold, startPeriod };
  const container = { ...(one.checks === "container" ? { healthCheck } : {}), stopTimeout };
  const isCodeDeploy = one.strategy === "CODE_DEPLOY";
  const all = [
    taskDefinition("orders", [256, 512], { containerDefinitions: JSON.stringify([container]) }),
    service("orders", one.desiredCount, {
      deploymentMinimumHealthyPercent: one.minimumHealthyPercent,
      deploymentMaximumPercent: one.maximumPercent,
      deploymentCircuitBreaker: {
        ...{ enable: true, rollback: true },
        thresholdConfiguration: one.threshold,
      },
      ...(isCodeDeploy
        ? { deploymentController: { type: "CODE_DEPLOY" } }
        : { deploymentConfiguration: shiftInputs(one) }),
      ...(one.checks === "target"
        ? { loadBalancers: [{ targetGroupArn: GROUP }], healthCheckGracePeriodSeconds: one.grace }
        : {}),
    }),
    resource("aws:lb/targetGroup:TargetGroup", "orders", {
      name: "orders",
      protocol: one.network ? "TCP" : "HTTP",
      deregistrationDelay: one.drain,
      healthCheck: { interval, healthyThreshold, unhealthyThreshold },
    }),
    resource("aws:codedeploy/deploymentConfig:DeploymentConfig", "orders", {
      deploymentConfigName: "own",
      trafficRoutingConfig: {
        type: "TimeBasedLinear",
        timeBasedLinear: { percentage: one.stepPercent, interval: one.stepMinutes },
      },
    }),
    resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "orders", {
      deploymentConfigName: "own",
      autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
      blueGreenDeploymentConfig: {
        terminateBlueInstancesOnDeploymentSuccess: {
          terminationWaitTimeInMinutes: one.bakeMinutes,
        },
      },
    }),
  ];
  const { deployments, unknown } = foretellDeployments(all);
  const [found] = deployments;
  if (!found) throw new Error(unknown[0]?.reason ?? "nothing is foretold");
  return found;
}

/** The settings of `emulated/rollouts.py`, which reckons by them without what forecasts are made of. */
export function settingsOf(one: RolloutCase) {
  const { interval, unhealthyThreshold, healthyThreshold, startPeriod, grace } = one;
  const balanced = one.checks === "target";
  return {
    ...{ strategy: one.strategy, desiredCount: one.desiredCount, network: one.network && balanced },
    minimumHealthyPercent: one.minimumHealthyPercent,
    maximumPercent: one.maximumPercent,
    target: balanced && { interval, healthyThreshold, unhealthyThreshold, grace },
    container: one.checks === "container" && { interval, retries: unhealthyThreshold, startPeriod },
    drain: balanced ? one.drain : 0,
    stopTimeout: one.stopTimeout,
    threshold: one.threshold,
    ...{ stepPercent: one.stepPercent, stepWait: one.stepMinutes * 60, bake: one.bakeMinutes * 60 },
    hooks:
      one.pauseMinutes > 0 && one.strategy !== "CODE_DEPLOY"
        ? [{ stage: "PRODUCTION_TRAFFIC_SHIFT", timeout: one.pauseMinutes * 60 }]
        : [],
  };
}

/** Cases of all strategies. The times are those that the emulator's looks meet: it looks every five seconds. */
export const rolloutCases: fc.Arbitrary<RolloutCase> = fc
  .record({
    strategy: fc.constantFrom("ROLLING", "BLUE_GREEN", "CANARY", "LINEAR", "CODE_DEPLOY"),
    desiredCount: fc.integer({ min: 1, max: 12 }),
    minimumHealthyPercent: fc.constantFrom(0, 50, 67, 100),
    maximumPercent: fc.constantFrom(100, 125, 150, 200, 300),
    checks: fc.constantFrom("target", "container", "none"),
    interval: fc.constantFrom(5, 10, 15, 30),
    healthyThreshold: fc.integer({ min: 2, max: 5 }),
    unhealthyThreshold: fc.integer({ min: 2, max: 8 }),
    grace: fc.constantFrom(0, 60, 300),
    startPeriod: fc.integer({ min: 0, max: 4 }),
    drain: fc.constantFrom(0, 30, 120),
    stopTimeout: fc.constantFrom(0, 30, 120),
    network: fc.boolean(),
    stepPercent: fc.constantFrom(5, 10, 30, 50),
    stepMinutes: fc.constantFrom(1, 3, 10),
    bakeMinutes: fc.constantFrom(0, 5, 15),
    pauseMinutes: fc.constantFrom(0, 20),
    threshold: fc.constantFrom(
      undefined,
      { type: "COUNT", value: 7 },
      { type: "UNBOUNDED_PERCENT", value: 100 },
      { type: "BOUNDED_PERCENT", value: 75 },
    ),
  })
  .map((one) => ({
    ...one,
    // A target that fails as often as makes it unhealthy has to do more than its first check to be healthy.
    unhealthyThreshold: Math.max(one.unhealthyThreshold, one.healthyThreshold),
    startPeriod: one.startPeriod * one.interval,
    network: one.network && one.strategy !== "CODE_DEPLOY",
  }));
