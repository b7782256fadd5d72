import type { Problem } from "../../../rules/problem.js";

/** One step, which reaches to the next one's beginning. */
export interface Step {
  distance?: number | undefined;
  change: number;
}

/** A step as Application Auto Scaling takes it, with bounds relative to the alarm's threshold. */
export interface StepAdjustment {
  metricIntervalLowerBound?: string;
  metricIntervalUpperBound?: string;
  scalingAdjustment: number;
}

/** Why steps do not cover all that lies beyond a threshold once; nothing when they do. */
export function stepsProblem(steps: readonly Step[], path: string): Problem | undefined {
  const distances = steps.map(({ distance }) => distance ?? 0);
  if (distances[0] !== 0) {
    const got = distances.length === 0 ? "no step" : `a first one at ${distances[0]}`;
    return {
      path,
      reason: `'${path}' must begin with a step at distance 0, got ${got}; [{ change: 1 }] works`,
    };
  }
  const late = distances.findIndex((distance, i) => i > 0 && !(distance > (distances[i - 1] ?? 0)));
  if (late > 0) {
    const reason = `'${path}[${late}].distance' must be above that of the step before it, got ${distances[late]} after ${distances[late - 1]}`;
    return { path: `${path}[${late}].distance`, reason };
  }
  const odd = steps.findIndex(({ change }) => !Number.isInteger(change));
  if (odd === -1) return undefined;
  const reason = `'${path}[${odd}].change' must be a whole number, got ${steps[odd]?.change}; 1 works`;
  return { path: `${path}[${odd}].change`, reason };
}

/**
 * Steps with a lower and an upper bound each, which lie above the threshold or, mirrored, below it.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/APIReference/API_StepAdjustment.html
 */
export function stepAdjustments(steps: readonly Step[], side: "above" | "below"): StepAdjustment[] {
  return steps.map(({ distance = 0, change }, i) => {
    const next = steps[i + 1]?.distance;
    const bounds =
      side === "above"
        ? {
            metricIntervalLowerBound: String(distance),
            ...(next !== undefined && { metricIntervalUpperBound: String(next) }),
          }
        : {
            metricIntervalUpperBound: String(0 - distance),
            ...(next !== undefined && { metricIntervalLowerBound: String(-next) }),
          };
    return { ...bounds, scalingAdjustment: change };
  });
}
