import type { Problem } from "../problem.js";
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
/** ECS gives up after half as many failed tasks as are wanted, but no fewer than 3 and no more than 200. */
const BREAKER = { share: 0.5, least: 3, most: 200 };
/** Until ECS calls a service steady that is, and for the provider to notice. */
const NOTICE_SECONDS = 120;
const LEAST_MINUTES = 10;
/** The longest that a pause may last, two weeks. */
const MOST_MINUTES = 20_160;
/** What a lifecycle hook may take that names no time: a pause has a day, and a function an hour. */
const HOOK_MINUTES = { PAUSE: 1440, otherwise: 60 };

/** Pauses of a native blue/green, canary or linear deployment, as the service's configuration has them; or nothing. */
export interface DeploymentPauses {
  bakeTimeInMinutes?: string | number | undefined;
  canaryConfiguration?: { canaryBakeTimeInMinutes?: string | number | undefined } | undefined;
  linearConfiguration?:
    | { stepBakeTimeInMinutes?: string | number | undefined; stepPercent?: number | undefined }
    | undefined;
  lifecycleHooks?:
    | readonly {
        lifecycleStages: readonly string[];
        targetType?: string | undefined;
        timeoutConfiguration?: { timeoutInMinutes?: string | number | undefined } | undefined;
      }[]
    | undefined;
}

/** All pauses of a deployment together, in seconds. */
export function pauseSeconds(pauses: DeploymentPauses | undefined): number {
  const { bakeTimeInMinutes, canaryConfiguration: canary, lifecycleHooks = [] } = pauses ?? {};
  const { stepBakeTimeInMinutes, stepPercent = 100 } = pauses?.linearConfiguration ?? {};
  const hooks = lifecycleHooks.map(({ lifecycleStages, targetType, timeoutConfiguration }) => {
    const usual = targetType === "PAUSE" ? HOOK_MINUTES.PAUSE : HOOK_MINUTES.otherwise;
    return lifecycleStages.length * Number(timeoutConfiguration?.timeoutInMinutes ?? usual);
  });
  const minutes = [
    Number(bakeTimeInMinutes ?? 0),
    Number(canary?.canaryBakeTimeInMinutes ?? 0),
    Number(stepBakeTimeInMinutes ?? 0) * Math.ceil(100 / stepPercent),
    ...hooks,
  ];
  return 60 * minutes.reduce((sum, each) => sum + each, 0);
}

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
  const failures = Math.min(
    Math.max(Math.ceil(timing.taskCount * BREAKER.share), BREAKER.least),
    BREAKER.most,
  );
  const broken = Math.ceil(failures / batch) * grown;
  const minutes = Math.ceil((complete + broken) / 60);
  return Math.min(Math.max(minutes, LEAST_MINUTES), MOST_MINUTES);
}

/** Tasks that a deployment replaces at a time: the room between its limits. */
function batchSize({ taskCount, minimumHealthyPercent, maximumPercent }: DeploymentTiming): number {
  const bounds = { desiredCount: taskCount, minimumHealthyPercent, maximumPercent };
  return Math.max(1, mostTasks(bounds) - leastTasks(bounds));
}

/** Why a deployment cannot have this time; nothing when it can. */
export function deploymentTimeoutProblem(minutes: number | undefined): Problem | undefined {
  if (minutes === undefined) return undefined;
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES) return undefined;
  const reason = `'deploymentTimeoutMinutes' must be a whole number from 1 to ${MOST_MINUTES}, got ${minutes}; 30 works`;
  return { path: "deploymentTimeoutMinutes", reason };
}
