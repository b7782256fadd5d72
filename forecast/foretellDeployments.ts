import { breakerThreshold } from "../components/service/rules/deployment/breakerThreshold.js";
import type { PricedResource, ReadResource } from "../cost/stackResources.js";
import { StackResources } from "../cost/stackResources.js";
import type { Reader } from "../policies/resource/reader.js";
import { UnknownLeaf, UnreadableLeaf } from "../policies/resource/reader.js";
import type { DeploymentForecast, UnknownDeployment } from "./deploymentForecast.js";
import { taskTiming } from "./deploymentFacts.js";
import type { ServiceFacts } from "./strategyForecast.js";
import { rollingForecast, shiftedForecast } from "./strategyForecast.js";
import {
  codeDeploySeconds,
  deploymentGroup,
  nativeShift,
  shiftSeconds,
  takesBackFailures,
} from "./shiftTiming.js";
import { warningsOf } from "./warnings.js";

/** How the next deployment of each service of a stack will go, and of which nobody can tell. */
export interface Forecasts {
  deployments: DeploymentForecast[];
  unknown: UnknownDeployment[];
}

/** Pure: it reads what a preview found, and nothing else. */
export function foretellDeployments(resources: readonly PricedResource[]): Forecasts {
  const stack = new StackResources(resources, "");
  const forecasts: Forecasts = { deployments: [], unknown: [] };
  for (const service of stack.of("aws:ecs/service:Service")) {
    const found = foretold(stack, service);
    if (typeof found !== "string") forecasts.deployments.push(found);
    else forecasts.unknown.push({ urn: service.urn, service: service.name, reason: found });
  }
  return forecasts;
}

function foretold(stack: StackResources, service: ReadResource): DeploymentForecast | string {
  try {
    return forecastOf(stack, service);
  } catch (error) {
    if (error instanceof UnknownLeaf || error instanceof UnreadableLeaf) return error.message;
    throw error;
  }
}

function forecastOf(stack: StackResources, service: ReadResource): DeploymentForecast | string {
  const { inputs, urn, name } = service;
  const controller = inputs.get("deploymentController").get("type").string() ?? "ECS";
  if (controller === "EXTERNAL") return "another tool replaces its tasks";
  if (inputs.get("schedulingStrategy").string() === "DAEMON") {
    return "how many instances there are is not known";
  }
  const timing = taskTiming(stack, service);
  const desiredCount = inputs.get("desiredCount").number() ?? 0;
  const facts: ServiceFacts = {
    timing,
    bounds: {
      desiredCount,
      minimumHealthyPercent: inputs.get("deploymentMinimumHealthyPercent").number() ?? 100,
      maximumPercent: inputs.get("deploymentMaximumPercent").number() ?? 200,
    },
    failures: failuresOf(service, desiredCount),
  };
  const configuration = inputs.get("deploymentConfiguration");
  const strategy =
    controller === "ECS" ? (configuration.get("strategy").string() ?? "ROLLING") : controller;
  const shift = nativeShift(strategy);
  const forecast =
    strategy === "CODE_DEPLOY"
      ? codeDeployForecast(stack, service, facts)
      : shift
        ? nativeForecast(facts, shift, configuration)
        : rollingForecast(facts);
  if (typeof forecast === "string") return forecast;
  const all = { urn, service: name, strategy, tasks: desiredCount, ...forecast };
  return { ...all, warnings: warningsOf(stack, service, timing, all) };
}

/** Failed tasks after which the circuit breaker takes a version back; nothing where it does not. */
function failuresOf({ inputs }: ReadResource, desiredCount: number): number | undefined {
  const breaker = inputs.get("deploymentCircuitBreaker");
  const takesBack =
    (breaker.get("enable").boolean() ?? false) && (breaker.get("rollback").boolean() ?? false);
  if (!takesBack) return undefined;
  const threshold = breaker.get("thresholdConfiguration");
  const [type, value] = [threshold.get("type").string(), threshold.get("value").number()];
  return type === undefined || value === undefined
    ? breakerThreshold(desiredCount)
    : breakerThreshold(desiredCount, { type, value });
}

/**
 * What a stage of ECS's own shifts may take. "The system times out, fails the deployment, and then initiates a rollback after
 * a stage reaches 24 hours", and new tasks that never become healthy keep it in the stage SCALE_UP: the circuit breaker is
 * for rolling deployments alone.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html
 */
export const STAGE_SECONDS = 24 * 3600;

function nativeForecast(
  facts: ServiceFacts,
  shift: NonNullable<ReturnType<typeof nativeShift>>,
  configuration: Reader,
) {
  const waits = shiftSeconds(shift, configuration, facts.timing.hasNetworkLoadBalancer);
  const forecast = shiftedForecast(facts, waits, { least: STAGE_SECONDS, most: STAGE_SECONDS });
  const assumption =
    "ECS gives up a stage of a deployment after 24 hours, as when new tasks do not become healthy; an alarm may have it go back sooner";
  return { ...forecast, assumptions: [...forecast.assumptions, assumption] };
}

/**
 * What CodeDeploy waits for tasks: "The deployment timed out while waiting for the replacement task set to become healthy. This
 * time out period is 60 minutes." Until then all requests stay with the version before.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/troubleshooting-ecs.html
 */
export const CODE_DEPLOY_SECONDS = 3600;

function codeDeployForecast(stack: StackResources, service: ReadResource, facts: ServiceFacts) {
  const group = deploymentGroup(stack, service);
  if (!group) return "its deployment group is not of this stack";
  const waited = codeDeploySeconds(stack, group);
  if (waited === undefined) return "its deployment configuration is not of this stack";
  const forecast = shiftedForecast(facts, waited, null);
  if (!takesBackFailures(group)) {
    const why = "its deployment group does not go back where a deployment fails";
    return { ...forecast, assumptions: [...forecast.assumptions, why] };
  }
  const assumption =
    "CodeDeploy gives up 60 minutes after new tasks were started that do not become healthy; an alarm may have it go back sooner";
  return {
    ...forecast,
    broken: { least: CODE_DEPLOY_SECONDS, most: CODE_DEPLOY_SECONDS },
    assumptions: [...forecast.assumptions, assumption],
  };
}
