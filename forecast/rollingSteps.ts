import type { DeploymentBounds } from "../components/service/rules/deployment/deploymentProgress.js";
import {
  canProgress,
  leastTasks,
  mostTasks,
} from "../components/service/rules/deployment/deploymentProgress.js";
import type { DeploymentStep } from "./deploymentForecast.js";

/** A rolling deployment, step by step. */
export interface RollingRun {
  steps: DeploymentStep[];
  fewestHealthy: number;
  mostTasks: number;
  /** When the last task of the new version is healthy and none of the old is left. */
  endSeconds: number;
  /** When the last task of the old version is stopped. */
  stoppedSeconds: number;
}

/**
 * Replaces tasks as ECS's scheduler does: it starts new tasks while the upper limit leaves room, and stops old ones while
 * healthy tasks are above the lower limit. Nothing where the limits let it do neither.
 *
 * @param grownSeconds From a task's start until it is healthy.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
export function rollingRun(bounds: DeploymentBounds, grownSeconds: number): RollingRun | undefined {
  if (!canProgress(bounds)) return undefined;
  const { desiredCount } = bounds;
  const [floor, ceiling] = [leastTasks(bounds), mostTasks(bounds)];
  /** When the tasks that were started together become healthy, soonest first. */
  const growing: { atSeconds: number; count: number }[] = [];
  const steps: DeploymentStep[] = [];
  let [old, healthyFresh, fresh, now] = [desiredCount, 0, 0, 0];
  const note = () => steps.push({ atSeconds: now, old, fresh, healthy: old + healthyFresh });
  note();
  while (healthyFresh < desiredCount || old > 0) {
    for (;;) {
      const started = Math.max(0, Math.min(ceiling - old - fresh, desiredCount - fresh));
      if (started > 0) {
        growing.push({ atSeconds: now + grownSeconds, count: started });
        fresh += started;
        note();
      }
      const stopped = Math.max(0, Math.min(old, old + healthyFresh - floor));
      if (stopped === 0) break;
      old -= stopped;
      note();
    }
    const next = growing.shift();
    if (!next) break;
    now = next.atSeconds;
    healthyFresh += next.count;
    note();
  }
  return {
    steps,
    fewestHealthy: Math.min(...steps.map(({ healthy }) => healthy)),
    mostTasks: Math.max(...steps.map((step) => step.old + step.fresh)),
    endSeconds: now,
    stoppedSeconds:
      steps.findLast((step, i) => step.old === 0 && steps[i - 1]?.old !== 0)?.atSeconds ?? 0,
  };
}

/** What a version whose tasks never become healthy makes of a rolling deployment. */
export interface BrokenRun {
  /** Tasks of the old version that are left. */
  oldLeft: number;
  /** Tasks of the new version that fail at the same time. */
  failing: number;
}

/** Nothing where the limits let no task of the new version start. */
export function brokenRun(bounds: DeploymentBounds): BrokenRun | undefined {
  if (!canProgress(bounds)) return undefined;
  const { desiredCount } = bounds;
  const oldLeft = Math.min(desiredCount, leastTasks(bounds));
  const failing = Math.min(desiredCount, mostTasks(bounds) - oldLeft);
  return { oldLeft, failing };
}
