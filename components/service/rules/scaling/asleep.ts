import type { Problem } from "../../../rules/problem.js";

/** Why an autoscaler's service would stay without tasks for ever; nothing when something can wake it. */
export function asleepProblem(scaling: {
  minCapacity: number;
  /** Whether a metric that is there without tasks, or a forecast, decides. */
  hasWakingMetric: boolean;
  schedules: readonly { minCapacity?: number | undefined }[];
}): Problem | undefined {
  if (scaling.minCapacity !== 0 || scaling.hasWakingMetric) return undefined;
  if (scaling.schedules.some(({ minCapacity = 0 }) => minCapacity > 0)) return undefined;
  const path = "scaling.minCapacity";
  const reason = `'${path}' must be at least 1 where only the tasks' own CPU, memory or requests decide, got 0: without tasks there are none; 1 works, or a 'queue', 'metrics', 'steps' or 'schedules' that wake the service`;
  return { path, reason };
}
