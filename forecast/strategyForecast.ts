import type { DeploymentBounds } from "../components/service/rules/deployment/deploymentProgress.js";
import { progressProblem } from "../components/service/rules/deployment/deploymentProgress.js";
import type { DeploymentForecast, SecondsRange } from "./deploymentForecast.js";
import type { TaskTiming } from "./deploymentFacts.js";
import { brokenRun, rollingRun } from "./rollingSteps.js";

/** What a service says of its deployments. */
export interface ServiceFacts {
  timing: TaskTiming;
  bounds: DeploymentBounds;
  /** Failed tasks after which the circuit breaker takes a version back; nothing where it does not. */
  failures: number | undefined;
}

/** What the strategy alone decides. */
type StrategyForecast = Omit<
  DeploymentForecast,
  "urn" | "service" | "strategy" | "tasks" | "warnings"
>;

/** Until a task runs: its network interface, the image, the program's start. A large image takes minutes. */
export const START: SecondsRange = { least: 20, most: 180 };

/** ECS replaces tasks step by step. */
export function rollingForecast({
  timing,
  bounds,
  failures,
}: ServiceFacts): StrategyForecast | string {
  const slow = rollingRun(bounds, START.most + timing.healthyMost);
  const fast = rollingRun(bounds, START.least + timing.healthyLeast);
  const broken = brokenRun(bounds);
  if (!slow || !fast || !broken) return progressProblem(bounds)?.reason ?? "it stands still";
  const gone = goneSeconds(timing, bounds);
  const rounds = broken.failing === 0 ? 0 : Math.ceil((failures ?? 0) / broken.failing);
  const isShort = broken.oldLeft < bounds.desiredCount;
  const back = isShort ? START.most + timing.healthyMost : 0;
  const backLeast = isShort ? START.least + timing.healthyLeast : 0;
  return {
    good: {
      least: fast.endSeconds,
      // The last of the old tasks may be gone before the last of the new ones is there.
      most: Math.max(slow.endSeconds, slow.stoppedSeconds + gone),
    },
    broken:
      failures === undefined
        ? null
        : {
            least: rounds * START.least + backLeast,
            most: rounds * (START.most + timing.givenUp) + back,
          },
    fewestHealthy: slow.fewestHealthy,
    mostTasks: slow.mostTasks,
    clients: brokenRolling(broken.oldLeft, bounds.desiredCount),
    steps: slow.steps,
    assumptions: [startAssumption(), ...timing.assumptions],
  };
}

function brokenRolling(oldLeft: number, desiredCount: number): string {
  if (desiredCount === 0) return "there is no task";
  if (oldLeft === desiredCount) return "all tasks of the version before stay: clients see nothing";
  if (oldLeft === 0) return "no task of the version before stays: clients get errors";
  return `${oldLeft} of ${desiredCount} tasks of the version before stay: clients may wait longer`;
}

/**
 * A whole set of new tasks comes up beside the old one, to which requests move then.
 *
 * @param waits How long steps, bake times and hooks take.
 * @param broken Until a version is back whose tasks never become healthy: while they start, no request goes to them.
 */
export function shiftedForecast(
  { timing, bounds }: ServiceFacts,
  waits: SecondsRange,
  broken: SecondsRange | null,
): StrategyForecast {
  const { desiredCount } = bounds;
  const grown = { least: START.least + timing.healthyLeast, most: START.most + timing.healthyMost };
  const gone = goneSeconds(timing, bounds);
  const end = grown.most + waits.most;
  const both = { old: desiredCount, fresh: desiredCount };
  return {
    good: { least: grown.least + waits.least, most: end + gone },
    broken,
    fewestHealthy: desiredCount,
    mostTasks: 2 * desiredCount,
    clients: "requests stay with the version before until the new tasks are healthy",
    steps: [
      { atSeconds: 0, old: desiredCount, fresh: 0, healthy: desiredCount },
      { atSeconds: 0, ...both, healthy: desiredCount },
      { atSeconds: grown.most, ...both, healthy: 2 * desiredCount },
      { atSeconds: end, old: 0, fresh: desiredCount, healthy: desiredCount },
    ],
    assumptions: [startAssumption(), ...timing.assumptions],
  };
}

/** Until the last task of the version before is gone. */
function goneSeconds(
  { draining, stopTimeout }: TaskTiming,
  { desiredCount }: DeploymentBounds,
): number {
  return desiredCount === 0 ? 0 : draining + stopTimeout;
}

function startAssumption(): string {
  return `a task runs ${START.least} to ${START.most} seconds after it is started`;
}
