import type { PricedResource, ReadResource } from "../cost/stackResources.js";
import { StackResources } from "../cost/stackResources.js";
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
  const breaker = inputs.get("deploymentCircuitBreaker");
  const facts: ServiceFacts = {
    timing,
    bounds: {
      desiredCount: inputs.get("desiredCount").number() ?? 0,
      minimumHealthyPercent: inputs.get("deploymentMinimumHealthyPercent").number() ?? 100,
      maximumPercent: inputs.get("deploymentMaximumPercent").number() ?? 200,
    },
    takesBack:
      (breaker.get("enable").boolean() ?? false) && (breaker.get("rollback").boolean() ?? false),
  };
  const configuration = inputs.get("deploymentConfiguration");
  const strategy =
    controller === "ECS" ? (configuration.get("strategy").string() ?? "ROLLING") : controller;
  const shift = nativeShift(strategy);
  const forecast =
    strategy === "CODE_DEPLOY"
      ? codeDeployForecast(stack, service, facts)
      : shift
        ? shiftedForecast(facts, shiftSeconds(shift, configuration), facts.takesBack)
        : rollingForecast(facts, (configuration.get("bakeTimeInMinutes").number() ?? 0) * 60);
  if (typeof forecast === "string") return forecast;
  const all = { urn, service: name, strategy, tasks: facts.bounds.desiredCount, ...forecast };
  return { ...all, warnings: warningsOf(stack, service, timing, all) };
}

/**
 * What CodeDeploy waits for tasks: "The deployment timed out while waiting for the replacement task set to become healthy. This
 * time out period is 60 minutes." (the error of such a deployment). Until then all requests stay with the version before.
 */
const CODE_DEPLOY_SECONDS = 3600;

function codeDeployForecast(stack: StackResources, service: ReadResource, facts: ServiceFacts) {
  const group = deploymentGroup(stack, service);
  if (!group) return "its deployment group is not of this stack";
  const waited = codeDeploySeconds(stack, group);
  if (waited === undefined) return "its deployment configuration is not of this stack";
  const forecast = shiftedForecast(facts, { least: waited, most: waited }, false);
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
