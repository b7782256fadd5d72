import { wholeNumberProblem } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import type { containerOverrides } from "../../launch/rules/taskOverride.js";

/** How many runs a task makes, and how often one that failed is made again. */
export interface TaskArraySettings {
  arraySize?: number | undefined;
  maxConcurrentTasks?: number | undefined;
  retryAttempts?: number | undefined;
}

/** The overrides of one run. */
export type RunOverrides = ReturnType<typeof containerOverrides>;

/** Variable that holds the index of a run, 0 for the first. */
export const ARRAY_INDEX = "SLIPWAY_ARRAY_INDEX";
/** Variable that holds the number of runs. */
export const ARRAY_SIZE = "SLIPWAY_ARRAY_SIZE";

/** Runs at a time where the program does not say. */
export const CONCURRENT_TASKS = 10;

/** Why an array of runs is none; nothing when it is one. */
export function taskArrayProblem(settings: TaskArraySettings): Problem | undefined {
  const { arraySize, maxConcurrentTasks, retryAttempts } = settings;
  if (arraySize === undefined && maxConcurrentTasks !== undefined) {
    const reason = `'maxConcurrentTasks' is for the runs of 'arraySize', got ${maxConcurrentTasks} without it; leave it out`;
    return { path: "maxConcurrentTasks", reason };
  }
  return (
    wholeNumberProblem("arraySize", arraySize, [2, 1000], 10) ??
    wholeNumberProblem("maxConcurrentTasks", maxConcurrentTasks, [1, 100], CONCURRENT_TASKS) ??
    wholeNumberProblem("retryAttempts", retryAttempts, [0, 10], 3)
  );
}

/** Why a run cannot have these variables of its own; nothing when it can: an array sets two itself. */
export function arrayVariableProblem(names: readonly string[]): Problem | undefined {
  const taken = names.find((name) => name === ARRAY_INDEX || name === ARRAY_SIZE);
  if (taken === undefined) return undefined;
  const reason = `'environment' must not have "${taken}", which 'arraySize' sets for each run; "SHARD" works`;
  return { path: "environment", reason };
}

/** The overrides of one run of an array, which tell its container which one it is. */
export function overridesOfIndex(
  overrides: RunOverrides | undefined,
  container: string,
  index: number,
  size: number,
): RunOverrides {
  const own = overrides?.find(({ name }) => name === container) ?? { name: container };
  const variables = [
    { name: ARRAY_INDEX, value: String(index) },
    { name: ARRAY_SIZE, value: String(size) },
  ];
  return [{ ...own, environment: [...(own.environment ?? []), ...variables] }];
}

/** What is said of an array of runs of which some failed. */
export function arrayFailureText(size: number, failed: readonly number[], first: string): string {
  const which = failed.length === 1 ? "index" : "indices";
  const verb = `${failed.length} of ${size} runs failed, ${which} ${failed.join(", ")}`;
  return `${verb}; index ${failed[0] ?? 0}: ${first}`;
}
