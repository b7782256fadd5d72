import { isHttpToken } from "../../../rules/httpToken.js";
import type { Problem } from "../../../rules/problem.js";
import { alarmProblem } from "./alarmRules.js";
import { hooksProblem } from "./lifecycleHook.js";
import type { DeploymentSettings, DeploymentSurroundings } from "./deploymentSettings.js";
import type { DeploymentStrategy } from "./deploymentStrategy.js";
import { controllerOf, trafficOwnerOf } from "./deploymentStrategy.js";
import { rebalancingProblem } from "./deploymentSafety.js";
import { strategyFieldsProblem } from "./strategyFields.js";

/** Why a service could not be deployed like this; nothing when it can. */
export function deploymentProblem(
  settings: DeploymentSettings,
  surroundings: DeploymentSurroundings,
): Problem | undefined {
  return (
    strategyProblem(settings, surroundings) ??
    limitsProblem(settings, surroundings) ??
    testTrafficProblem(settings, surroundings) ??
    hooksProblem(settings.lifecycleHooks ?? []) ??
    alarmsProblem(settings, surroundings) ??
    switchProblem(settings, surroundings)
  );
}

/** Why a strategy is none, cannot work here, or has a field that it cannot use; nothing when all is well. */
export function strategyProblem(
  settings: DeploymentSettings,
  surroundings: DeploymentSurroundings,
): Problem | undefined {
  return strategyFieldsProblem(settings) ?? balancerProblem(settings, surroundings);
}

/** Only ECS keeps limits while it replaces tasks. */
function limitsProblem(
  { strategy = "rolling" }: DeploymentSettings,
  { minimumHealthyPercent, maximumPercent }: DeploymentSurroundings,
): Problem | undefined {
  if (controllerOf(strategy) === "ECS") return undefined;
  const given = Object.entries({ minimumHealthyPercent, maximumPercent }).find(
    ([, value]) => value !== undefined,
  );
  if (!given) return undefined;
  const [path, value] = given;
  const reason = `'${path}' is for strategies that ECS carries out, got ${value} with "${strategy}"; leave it out`;
  return { path, reason };
}

/** Requests can be moved where there is something to move them. */
function balancerProblem(
  { strategy = "rolling", targetGroupPair }: DeploymentSettings,
  surroundings: DeploymentSurroundings,
): Problem | undefined {
  if (strategy === "external" || trafficOwnerOf(strategy, targetGroupPair) === "program") {
    return undefined;
  }
  const { hasLoadBalancer, protocol } = surroundings;
  const argument = strategy === "rolling" ? "targetGroupPair" : "strategy";
  const got = strategy === "rolling" ? "true" : `"${strategy}"`;
  if (!hasLoadBalancer) {
    const movers = missingMovers(strategy, surroundings);
    if (movers === undefined) return undefined;
    return problem(argument, `needs ${movers}, got ${got} without one; "rolling" works`);
  }
  if (protocol === undefined || protocol === "HTTP" || protocol === "HTTPS") return undefined;
  return problem(
    argument,
    `needs an Application Load Balancer, got ${got} with one that speaks ${protocol}; "rolling" works`,
  );
}

/**
 * What a strategy would need to move requests of a service that no Application Load Balancer has; nothing where it needs
 * none of it. ECS takes blue/green for a service that gets no requests, but no steps, which would be steps of nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html
 */
function missingMovers(
  strategy: DeploymentStrategy,
  { hasNetworkLoadBalancer = false, hasConnectServices = false }: DeploymentSurroundings,
): string | undefined {
  if (strategy === "codeDeploy") return "a 'loadBalancer' to move requests";
  if (hasNetworkLoadBalancer || strategy === "blueGreen") return undefined;
  if (strategy === "rolling") return "a 'loadBalancer' or a 'networkLoadBalancer' to move requests";
  if (hasConnectServices) return undefined;
  return "a 'loadBalancer', a 'networkLoadBalancer' or 'serviceConnect.services' to move requests";
}

function testTrafficProblem(
  settings: DeploymentSettings,
  { hasLoadBalancer }: DeploymentSurroundings,
): Problem | undefined {
  const { testHeaderName, testHeaderValue, testListenerArn } = settings;
  const ofBalancer = Object.entries({ testListenerArn, testHeaderName, testHeaderValue }).find(
    ([, value]) => value !== undefined,
  );
  if (ofBalancer && !hasLoadBalancer) {
    const [argument, value] = ofBalancer;
    return problem(
      argument,
      `needs a 'loadBalancer', got ${JSON.stringify(value)} without one; 'testListener' of a network load balancer's listener works, and 'testHeaderValue' of a port of Service Connect`,
    );
  }
  if ((testHeaderName === undefined) !== (testHeaderValue === undefined)) {
    const given = testHeaderName === undefined ? "testHeaderValue" : "testHeaderName";
    const other = testHeaderName === undefined ? "testHeaderName" : "testHeaderValue";
    return problem(given, `needs '${other}' beside it; "x-test" and "green" work`);
  }
  if (testHeaderName !== undefined && !isHttpToken(testHeaderName, 40)) {
    const rule = `must be the name of a header, of at most 40 characters, got ${JSON.stringify(testHeaderName)}`;
    return problem("testHeaderName", `${rule}; "x-test" works`);
  }
  if (testHeaderValue === undefined || /^[ -~]{1,128}$/.test(testHeaderValue)) return undefined;
  const rule = `must have 1 to 128 characters of ASCII, got ${JSON.stringify(testHeaderValue)}`;
  return problem("testHeaderValue", `${rule}; "green" works`);
}

function alarmsProblem(
  { alarms, alarmNames, alarmRollback }: DeploymentSettings,
  { hasLoadBalancer }: DeploymentSurroundings,
): Problem | undefined {
  if (alarmNames?.length === 0) {
    return problem("alarmNames", "must hold a name, got none; leave it out");
  }
  const blank = alarmNames?.find((alarm) => alarm.trim() === "" || alarm.length > 255);
  if (blank !== undefined) {
    const rule = `must hold names of 1 to 255 characters, got ${JSON.stringify(blank)}`;
    return problem("alarmNames", `${rule}; ["orders-5xx"] works`);
  }
  if (alarms) return alarmProblem(alarms, hasLoadBalancer);
  if (alarmRollback === undefined || alarmNames) return undefined;
  return problem(
    "alarmRollback",
    `needs 'alarms' or 'alarmNames', got ${alarmRollback} without; leave it out`,
  );
}

function switchProblem(
  settings: DeploymentSettings,
  { maximumPercent = 200, waitForSteadyState = true }: DeploymentSurroundings,
): Problem | undefined {
  const { strategy = "rolling", circuitBreaker, circuitBreakerRollback } = settings;
  if (circuitBreaker === false && circuitBreakerRollback === true) {
    return problem(
      "circuitBreakerRollback",
      "needs the circuit breaker, got true with 'circuitBreaker' false; leave one out",
    );
  }
  const controller = controllerOf(strategy);
  const rebalancing = settings.availabilityZoneRebalancing === true;
  const refused = rebalancingProblem(
    { controller, rebalancing, maximumPercent },
    "deployment.availabilityZoneRebalancing",
  );
  if (refused) return refused;
  if (settings.sigintRollback === true && !waitForSteadyState) {
    return problem(
      "sigintRollback",
      "needs an update that waits, got true with 'waitForSteadyState' false; leave one out",
    );
  }
  return undefined;
}

function problem(argument: string, rule: string): Problem {
  const path = `deployment.${argument}`;
  return { path, reason: `'${path}' ${rule}` };
}
