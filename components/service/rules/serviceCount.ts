import { MOST_INTEGER } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import { firstProblem } from "../../rules/problem.js";
import { progressProblemInRange } from "./deployment/deploymentProgress.js";

/** Limits that an autoscaler has from some time on. */
export interface CapacityLimits {
  minCapacity?: number | undefined;
  maxCapacity?: number | undefined;
}

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
    | {
        minCapacity: number;
        maxCapacity: number;
        schedules?: readonly CapacityLimits[] | undefined;
      }
    | undefined;
}

/** The counts that a service may come to have, and its deployment's limits, with defaults filled in. */
export interface CountRange {
  /** The count that the service starts with. */
  start: number;
  least: number;
  most: number;
  minimumHealthyPercent: number;
  maximumPercent: number;
}

/**
 * The largest count that the APIs of ECS and of Application Auto Scaling can say: both take an Integer of 32 bits.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
const MOST_TASKS = MOST_INTEGER;

/** A deployment keeps every task and starts as many new ones. */
const DEFAULTS = { desiredCount: 1, minimumHealthyPercent: 100, maximumPercent: 200 };

/** Fills in the defaults: one task, and a deployment that keeps every task and starts as many new ones. */
export function countRange(count: ServiceCount): CountRange {
  const { desiredCount = DEFAULTS.desiredCount, scaling } = count;
  const limits: readonly CapacityLimits[] = scaling
    ? [scaling, ...(scaling.schedules ?? [])]
    : [{ minCapacity: desiredCount, maxCapacity: desiredCount }];
  return {
    start: scaling?.minCapacity ?? desiredCount,
    // A timetable may lower the least or raise the largest number.
    least: Math.min(...limits.flatMap(({ minCapacity }) => minCapacity ?? [])),
    most: Math.max(...limits.flatMap(({ maxCapacity }) => maxCapacity ?? [])),
    minimumHealthyPercent: count.minimumHealthyPercent ?? DEFAULTS.minimumHealthyPercent,
    maximumPercent: count.maximumPercent ?? DEFAULTS.maximumPercent,
  };
}

/** The first rule that a service's counts break: whole numbers, ordered limits, and a deployment that can progress. */
export function countProblem(count: ServiceCount): Problem | undefined {
  const { desiredCount, scaling } = count;
  if (desiredCount !== undefined && scaling !== undefined) {
    const reason = `'desiredCount' belongs to the autoscaler when 'scaling' is given, got ${desiredCount}; set 'scaling.minCapacity' instead`;
    return { path: "desiredCount", reason };
  }
  const numbers = [
    ["desiredCount", desiredCount, 0],
    ["scaling.minCapacity", scaling?.minCapacity, 0],
    ["scaling.maxCapacity", scaling?.maxCapacity, 1],
    ...(scaling?.schedules ?? []).flatMap(
      ({ minCapacity, maxCapacity }, i) =>
        [
          [`scaling.schedules[${i}].minCapacity`, minCapacity, 0],
          [`scaling.schedules[${i}].maxCapacity`, maxCapacity, 0],
        ] as const,
    ),
  ] as const;
  for (const [path, value, least] of numbers) {
    if (value === undefined) continue;
    const isTooFew = !Number.isInteger(value) || value < least;
    if (!isTooFew && value <= MOST_TASKS) continue;
    const limit = isTooFew ? `of at least ${least}` : `of at most ${MOST_TASKS}`;
    return { path, reason: `'${path}' must be a whole number ${limit}, got ${value}; 2 works` };
  }
  const { isRolling = true } = count;
  return scalingProblem(scaling) ?? rangeProblem(countRange(count), isRolling);
}

function scalingProblem(scaling: ServiceCount["scaling"]) {
  if (!scaling) return undefined;
  const { schedules = [] } = scaling;
  return (
    limitsProblem("scaling.", scaling) ??
    firstProblem(schedules, (limits, i) => limitsProblem(`scaling.schedules[${i}].`, limits))
  );
}

/**
 * Why an autoscaler could not have these limits; nothing when it could.
 *
 * @param at What stands before their names in the path.
 */
export function limitsProblem(at: string, limits: CapacityLimits): Problem | undefined {
  const { minCapacity, maxCapacity } = limits;
  if (minCapacity === undefined || maxCapacity === undefined || minCapacity <= maxCapacity) {
    return undefined;
  }
  const reason = `'${at}minCapacity' must be at most '${at}maxCapacity' of ${maxCapacity}, got ${minCapacity}; ${maxCapacity} works`;
  return { path: `${at}minCapacity`, reason };
}

function rangeProblem(range: CountRange, isRolling: boolean): Problem | undefined {
  // The limits themselves hold for every strategy; a service without tasks has nothing to replace.
  return progressProblemInRange(isRolling ? range : { ...range, least: 0, most: 0 });
}
