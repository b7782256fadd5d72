import type { Problem } from "../problem.js";
import type { AlarmLimits } from "./alarmRules.js";
import { alarmProblem } from "./alarmRules.js";

/** How a service is deployed, as plain values. */
export interface DeploymentSettings {
  circuitBreaker?: boolean | undefined;
  circuitBreakerRollback?: boolean | undefined;
  alarmNames?: readonly string[] | undefined;
  alarms?: AlarmLimits | undefined;
  alarmRollback?: boolean | undefined;
  availabilityZoneRebalancing?: boolean | undefined;
  sigintRollback?: boolean | undefined;
}

/** What else a deployment hangs on. */
export interface DeploymentSurroundings {
  hasLoadBalancer: boolean;
  /** Tasks that a deployment may run at once, in percent. */
  maximumPercent?: number | undefined;
  waitForSteadyState?: boolean | undefined;
}

/** Why a service could not be deployed like this; nothing when it can. */
export function deploymentProblem(
  settings: DeploymentSettings,
  surroundings: DeploymentSurroundings,
): Problem | undefined {
  return alarmsProblem(settings, surroundings) ?? switchProblem(settings, surroundings);
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
  const { circuitBreaker, circuitBreakerRollback, availabilityZoneRebalancing } = settings;
  if (circuitBreaker === false && circuitBreakerRollback === true) {
    return problem(
      "circuitBreakerRollback",
      "needs the circuit breaker, got true with 'circuitBreaker' false; leave one out",
    );
  }
  if (availabilityZoneRebalancing === true && maximumPercent <= 100) {
    return problem(
      "availabilityZoneRebalancing",
      `needs a 'maximumPercent' above 100, got true with ${maximumPercent}; 'maximumPercent' 200 works`,
    );
  }
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
