import { wholeNumberRule } from "../../../rules/numberProblem.js";
import type { Problem } from "../../../rules/problem.js";
import { firstProblem } from "../../../rules/problem.js";

/** How many tasks a rolling deployment may stop and start. */
export interface DeploymentBounds {
  /** Tasks that the service keeps running. */
  desiredCount: number;
  /** Lower limit of running tasks during a deployment, in percent of `desiredCount`; ECS rounds up. */
  minimumHealthyPercent: number;
  /** Upper limit of running and pending tasks during a deployment, in percent of `desiredCount`; ECS rounds down. */
  maximumPercent: number;
}

/** The least number of tasks that ECS keeps healthy during a deployment. */
export function leastTasks({ desiredCount, minimumHealthyPercent }: DeploymentBounds): number {
  return Math.ceil((desiredCount * minimumHealthyPercent) / 100);
}

/** The largest number of tasks that ECS lets run during a deployment. */
export function mostTasks({ desiredCount, maximumPercent }: DeploymentBounds): number {
  return Math.floor((desiredCount * maximumPercent) / 100);
}

/** Whether ECS may start a task above, or stop one below, `desiredCount`: without either a deployment stands still. */
export function canProgress(bounds: DeploymentBounds): boolean {
  const { desiredCount } = bounds;
  if (desiredCount === 0) return true;
  return mostTasks(bounds) > desiredCount || leastTasks(bounds) < desiredCount;
}

/**
 * Why a rolling deployment with these limits could never replace a task, with the nearest limits that can; nothing when
 * it can.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function progressProblem(bounds: DeploymentBounds): Problem | undefined {
  const { desiredCount, minimumHealthyPercent: min, maximumPercent: max } = bounds;
  const limit = limitProblem(min, max);
  if (limit) return limit;
  if (canProgress(bounds)) return undefined;
  const { minimumHealthyPercent, maximumPercent } = nearestBounds(bounds);
  const reason =
    `'minimumHealthyPercent' ${min} and 'maximumPercent' ${max} leave no room to replace a task when 'desiredCount' is ` +
    `${desiredCount}: at least ${leastTasks(bounds)} and at most ${mostTasks(bounds)} tasks may run; set ` +
    // Who allows no more tasks than desired may have one that must not run twice.
    (max === 100 ? "" : `'maximumPercent' to ${maximumPercent} or `) +
    `'minimumHealthyPercent' to ${minimumHealthyPercent}`;
  return { path: "minimumHealthyPercent", reason };
}

/**
 * The first of all counts that a service may have with which its deployment cannot progress; with autoscaling the
 * counts are every integer between the limits.
 */
export function progressProblemInRange(
  bounds: Omit<DeploymentBounds, "desiredCount"> & { least: number; most: number },
): Problem | undefined {
  return firstProblem(telling(bounds), (desiredCount) =>
    progressProblem({ ...bounds, desiredCount }),
  );
}

/**
 * The counts from the least to the most with which a deployment may behave in a way of its own: from 100 tasks on one
 * percent is at least one task, so that larger counts behave as 100 does.
 */
export function telling({ least, most }: { least: number; most: number }): number[] {
  const first = Math.max(least, 0);
  const last = Math.min(most, Math.max(first, 100));
  // By their number: above 2^53 one more is the same count again.
  return Array.from({ length: Math.max(0, Math.floor(last - first) + 1) }, (_, i) => first + i);
}

function limitProblem(min: number, max: number): Problem | undefined {
  if (!Number.isInteger(min) || min < 0 || min > 100) {
    const reason = `'minimumHealthyPercent' must be a whole number from 0 to 100, got ${min}; 100 works`;
    return { path: "minimumHealthyPercent", reason };
  }
  // ECS has no other upper limit: 300 starts twice as many new tasks as there are.
  const rule = wholeNumberRule(max, 100);
  if (rule !== undefined) {
    const reason = `'maximumPercent' must be ${rule}, got ${max}; 200 works`;
    return { path: "maximumPercent", reason };
  }
  return undefined;
}

/** For each limit alone, its nearest value that lets the deployment progress. */
function nearestBounds(bounds: DeploymentBounds): DeploymentBounds {
  const { desiredCount } = bounds;
  return {
    desiredCount,
    maximumPercent: Math.ceil(((desiredCount + 1) * 100) / desiredCount),
    minimumHealthyPercent: Math.floor(((desiredCount - 1) * 100) / desiredCount),
  };
}
