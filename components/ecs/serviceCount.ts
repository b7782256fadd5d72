import { progressProblemInRange } from "./deploymentProgress.js";

/** How many tasks a service runs. */
export interface ServiceCount {
  desiredCount?: number | undefined;
  minimumHealthyPercent?: number | undefined;
  maximumPercent?: number | undefined;
  /**
   * Whether deployments replace the tasks step by step, within these limits.
   *
   * @default true
   */
  isRolling?: boolean | undefined;
  /** Limits of the autoscaler, where there is one. */
  scaling?:
    | { minCapacity: number; maxCapacity: number; targetCpuPercent?: number | undefined }
    | undefined;
}

/** The counts that a service may come to have, and its deployment's limits, with defaults filled in. */
export interface CountRange {
  least: number;
  most: number;
  minimumHealthyPercent: number;
  maximumPercent: number;
}

/** A deployment keeps every task and starts as many new ones. */
const DEFAULTS = { desiredCount: 1, minimumHealthyPercent: 100, maximumPercent: 200 };

/** Fills in the defaults: one task, and a deployment that keeps every task and starts as many new ones. */
export function countRange(count: ServiceCount): CountRange {
  const { desiredCount = DEFAULTS.desiredCount, scaling } = count;
  return {
    least: scaling?.minCapacity ?? desiredCount,
    most: scaling?.maxCapacity ?? desiredCount,
    minimumHealthyPercent: count.minimumHealthyPercent ?? DEFAULTS.minimumHealthyPercent,
    maximumPercent: count.maximumPercent ?? DEFAULTS.maximumPercent,
  };
}

/** The first rule that a service's counts break: whole numbers, ordered limits, and a deployment that can progress. */
export function countProblem(count: ServiceCount): { path: string; reason: string } | undefined {
  const { desiredCount, scaling } = count;
  if (desiredCount !== undefined && scaling !== undefined) {
    const reason = `'desiredCount' belongs to the autoscaler when 'scaling' is given, got ${desiredCount}; set 'scaling.minCapacity' instead`;
    return { path: "desiredCount", reason };
  }
  const numbers = [
    ["desiredCount", desiredCount, 0],
    ["scaling.minCapacity", scaling?.minCapacity, 0],
    ["scaling.maxCapacity", scaling?.maxCapacity, 1],
  ] as const;
  for (const [path, value, least] of numbers) {
    if (value === undefined || (Number.isInteger(value) && value >= least)) continue;
    return {
      path,
      reason: `'${path}' must be a whole number of at least ${least}, got ${value}; 2 works`,
    };
  }
  const { isRolling = true } = count;
  return scalingProblem(scaling) ?? rangeProblem(countRange(count), isRolling);
}

function scalingProblem(scaling: ServiceCount["scaling"]) {
  if (!scaling) return undefined;
  const { minCapacity, maxCapacity, targetCpuPercent = 60 } = scaling;
  if (minCapacity > maxCapacity) {
    const reason = `'scaling.minCapacity' must be at most 'scaling.maxCapacity' of ${maxCapacity}, got ${minCapacity}; ${maxCapacity} works`;
    return { path: "scaling.minCapacity", reason };
  }
  if (targetCpuPercent > 0 && targetCpuPercent <= 100) return undefined;
  const reason = `'scaling.targetCpuPercent' must be above 0 and at most 100, got ${targetCpuPercent}; 60 works`;
  return { path: "scaling.targetCpuPercent", reason };
}

function rangeProblem(
  range: CountRange,
  isRolling: boolean,
): { path: string; reason: string } | undefined {
  // The limits themselves hold for every strategy; a service without tasks has nothing to replace.
  const reason = progressProblemInRange(isRolling ? range : { ...range, least: 0, most: 0 });
  if (reason === undefined) return undefined;
  const path = reason.startsWith("'maximumPercent'") ? "maximumPercent" : "minimumHealthyPercent";
  return { path, reason };
}
