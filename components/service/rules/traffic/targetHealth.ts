import { MOST_INTEGER, wholeNumberProblem } from "../../../rules/numberProblem.js";
import type { Problem } from "../../../rules/problem.js";
import type { MappedPort } from "../../../launch/rules/reachedPorts.js";
import { isPortChosen, reachedPort } from "../../../launch/rules/reachedPorts.js";

/** The health check of a target group as a program gives it. */
export interface TargetHealthCheck {
  port?: number | undefined;
  matcher?: string | undefined;
  interval?: number | undefined;
  timeout?: number | undefined;
  healthyThreshold?: number | undefined;
  unhealthyThreshold?: number | undefined;
}

/** The health check of a target group, whole. */
export interface ResolvedHealthCheck {
  path: string;
  matcher: string;
  /** A port, or `traffic-port`. */
  port: string;
  interval: number;
  timeout: number;
  healthyThreshold: number;
  unhealthyThreshold: number;
}

/** What the load balancer asks where a gRPC program has no health check of its own: nobody implements it. */
const GRPC_UNIMPLEMENTED_PATH = "/AWS.ALB/healthcheck";

/** What a health check has where it is not told. */
const DEFAULTS = { interval: 15, healthyThreshold: 2, unhealthyThreshold: 3 };

/** The health check with the defaults filled in. */
export function resolveHealthCheck(
  path: string,
  check: TargetHealthCheck,
  isGrpc: boolean,
): ResolvedHealthCheck {
  const { interval = DEFAULTS.interval } = check;
  const grpcCode = path === GRPC_UNIMPLEMENTED_PATH ? "12" : "0";
  return {
    path,
    matcher: check.matcher ?? (isGrpc ? grpcCode : "200"),
    port: check.port === undefined ? "traffic-port" : String(check.port),
    interval,
    timeout: check.timeout ?? Math.min(5, interval - 1),
    healthyThreshold: check.healthyThreshold ?? DEFAULTS.healthyThreshold,
    unhealthyThreshold: check.unhealthyThreshold ?? DEFAULTS.unhealthyThreshold,
  };
}

/**
 * Why a load balancer would refuse a health check; nothing when it would not.
 *
 * @param at Path of the load balancer's arguments.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export function targetHealthProblem(
  path: string,
  check: TargetHealthCheck,
  isGrpc: boolean,
  at: string,
): Problem | undefined {
  if (!/^\/[!-~]{0,1023}$/.test(path)) {
    const argument = `${at}.healthCheckPath`;
    const reason = `'${argument}' must start with a slash and have at most 1024 characters without spaces, got ${JSON.stringify(path.slice(0, 40))}; "/healthz" works`;
    return { path: argument, reason };
  }
  const { interval, timeout } = resolveHealthCheck(path, check, isGrpc);
  return (
    matcherProblem(check.matcher, isGrpc, `${at}.healthCheck.matcher`) ??
    healthNumbersProblem(check, `${at}.healthCheck`) ??
    wholeNumberProblem(`${at}.healthCheck.port`, check.port, [1, 65_535], 8081) ??
    timeoutProblem(timeout, interval, `${at}.healthCheck.timeout`)
  );
}

/**
 * The first number of a target group's health check that is out of its range.
 *
 * @param at Path of the health check.
 */
export function healthNumbersProblem(
  check: Pick<
    TargetHealthCheck,
    "interval" | "timeout" | "healthyThreshold" | "unhealthyThreshold"
  >,
  at: string,
): Problem | undefined {
  return (
    wholeNumberProblem(`${at}.interval`, check.interval, [5, 300], 15) ??
    wholeNumberProblem(`${at}.timeout`, check.timeout, [2, 120], 5) ??
    wholeNumberProblem(`${at}.healthyThreshold`, check.healthyThreshold, [2, 10], 2) ??
    wholeNumberProblem(`${at}.unhealthyThreshold`, check.unhealthyThreshold, [2, 10], 3)
  );
}

/** Why a load balancer would refuse how long it waits for an answer; nothing when it would not. */
export function timeoutProblem(
  timeout: number,
  interval: number,
  path: string,
): Problem | undefined {
  if (timeout < interval) return undefined;
  const reason = `'${path}' must be less than 'interval' ${interval}, got ${timeout}; ${Math.min(5, interval - 1)} works`;
  return { path, reason };
}

/**
 * Why a health check cannot ask a port of its own; nothing when it can, or asks the one that gets the requests.
 *
 * @param healthPort Port that is asked.
 * @param at Path of the arguments that hold the health check.
 */
export function healthPortProblem(
  healthPort: number | undefined,
  target: MappedPort,
  at: string,
  networkMode: string,
): Problem | undefined {
  if (healthPort === undefined) return undefined;
  const path = `${at}.healthCheck.port`;
  if (isPortChosen(networkMode, target)) {
    const reason = `'${path}' must be left out where each task gets a free port of its instance, got ${healthPort}; a fixed 'hostPort' takes it`;
    return { path, reason };
  }
  // A second rule of the security group for one port would be refused.
  if (healthPort !== reachedPort(networkMode, target)) return undefined;
  const reason = `'${path}' must be another port than the one that gets the requests, got ${healthPort}; leave it out`;
  return { path, reason };
}

function matcherProblem(
  matcher: string | undefined,
  isGrpc: boolean,
  path: string,
): Problem | undefined {
  if (matcher === undefined) return undefined;
  const [least, most] = isGrpc ? [0, 99] : [200, 499];
  const isLegal = matcher.split(",").every((part) => {
    const [from = "", to = from, ...rest] = part.split("-");
    if (rest.length > 0 || !/^\d+$/.test(from) || !/^\d+$/.test(to)) return false;
    return Number(from) >= least && Number(from) <= Number(to) && Number(to) <= most;
  });
  if (isLegal) return undefined;
  const reason = `'${path}' must hold ${isGrpc ? "gRPC" : "HTTP"} codes from ${least} to ${most}, got ${JSON.stringify(matcher)}; "${isGrpc ? "0" : "200-299"}" works`;
  return { path, reason };
}

/** How long a task may take to start, and how long the load balancer leaves it alone. */
export interface StartTiming {
  /** Seconds that the program gives as `healthCheckGracePeriodSeconds`. */
  gracePeriodSeconds?: number | undefined;
  /** Longest `startPeriod` of the containers' own health checks, in seconds. */
  startPeriod: number;
  /** The load balancer's checks. */
  interval?: number | undefined;
  unhealthyThreshold?: number | undefined;
}

/** Seconds after a task's start during which the load balancer's checks do not count. */
export function gracePeriod({ gracePeriodSeconds, startPeriod }: StartTiming): number {
  return gracePeriodSeconds ?? Math.max(60, startPeriod);
}

/**
 * Why ECS would end tasks that are still starting, for ever; nothing when it would not. The first checks after the grace
 * period must not all fail before the containers' own start period is over.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export function gracePeriodProblem(timing: StartTiming): Problem | undefined {
  const path = "healthCheckGracePeriodSeconds";
  const { gracePeriodSeconds: given, startPeriod } = timing;
  const { interval = DEFAULTS.interval, unhealthyThreshold = DEFAULTS.unhealthyThreshold } = timing;
  const problem = wholeNumberProblem(path, given, [0, MOST_INTEGER], 60);
  if (problem || given === undefined || startPeriod === 0) return problem;
  const left = given + unhealthyThreshold * interval;
  if (left > startPeriod) return undefined;
  const reason = `'${path}' must be more than ${startPeriod - unhealthyThreshold * interval} where a container may take 'startPeriod' ${startPeriod} seconds to start and is given up after ${unhealthyThreshold} checks at an interval of ${interval}, got ${given}; ${startPeriod} works`;
  return { path, reason };
}
