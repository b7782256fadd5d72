import type { TargetHealthCheck } from "../traffic/targetHealth.js";
import { resolveHealthCheck } from "../traffic/targetHealth.js";
import { breakerThreshold } from "./breakerThreshold.js";
import { leastTasks, mostTasks } from "./deploymentProgress.js";

/** What decides how long a deployment may take. Times in seconds. */
export interface DeploymentTiming {
  /** The largest number of tasks that the service may have. */
  taskCount: number;
  minimumHealthyPercent: number;
  maximumPercent: number;
  /** During which the load balancer's checks do not count. */
  healthCheckGracePeriodSeconds: number;
  /** From the first check to the one that decides: interval times threshold. 0 without a load balancer. */
  healthCheckSeconds: number;
  /** That a stopping task may finish requests for. 0 without a load balancer. */
  deregistrationDelaySeconds: number;
  /** Between SIGTERM and SIGKILL. */
  stopTimeoutSeconds: number;
  /** All pauses in which traffic is watched, together. */
  bakeSeconds: number;
}

/** Until a task runs: its network interface, the image, the program's start. A large image takes minutes. */
const START_SECONDS = 180;
/** Until ECS calls a service steady that is, and for the provider to notice. */
const NOTICE_SECONDS = 120;
const LEAST_MINUTES = 10;
/** The longest that a pause may last, two weeks. */
const MOST_MINUTES = 20_160;

/**
 * Minutes after which a deployment must have ended, well or badly: time for the circuit breaker to see its tasks fail,
 * and then for a whole deployment, which is either the way back or the one that went well after all.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export function deploymentDeadlineMinutes(timing: DeploymentTiming): number {
  const batch = batchSize(timing);
  const batches = Math.ceil(timing.taskCount / batch);
  const grown = START_SECONDS + timing.healthCheckGracePeriodSeconds + timing.healthCheckSeconds;
  const drained = timing.deregistrationDelaySeconds + timing.stopTimeoutSeconds;
  const complete = batches * (grown + drained) + timing.bakeSeconds + NOTICE_SECONDS;
  const broken = Math.ceil(breakerThreshold(timing.taskCount) / batch) * grown;
  const minutes = Math.ceil((complete + broken) / 60);
  return Math.min(Math.max(minutes, LEAST_MINUTES), MOST_MINUTES);
}

/** A target of a load balancer, as far as time goes. */
export interface BalancedTarget {
  deregistrationDelaySeconds?: number | undefined;
  healthCheck?: TargetHealthCheck | undefined;
}

/** The longest that load balancers take to judge a task, and to let it go; 0 of a service without one. */
export function balancerTiming(
  targets: readonly BalancedTarget[],
): Pick<DeploymentTiming, "healthCheckSeconds" | "deregistrationDelaySeconds"> {
  const checks = targets.map(({ healthCheck = {} }) => {
    const { interval, unhealthyThreshold } = resolveHealthCheck("/", healthCheck, false);
    return interval * unhealthyThreshold;
  });
  const delays = targets.map(({ deregistrationDelaySeconds = 30 }) => deregistrationDelaySeconds);
  return {
    healthCheckSeconds: Math.max(0, ...checks),
    deregistrationDelaySeconds: Math.max(0, ...delays),
  };
}

/** Tasks that a deployment replaces at a time: the room between its limits. */
function batchSize({ taskCount, minimumHealthyPercent, maximumPercent }: DeploymentTiming): number {
  const bounds = { desiredCount: taskCount, minimumHealthyPercent, maximumPercent };
  return Math.max(1, mostTasks(bounds) - leastTasks(bounds));
}
