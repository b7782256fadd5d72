import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { arrayVariableProblem, taskArrayProblem } from "./rules/taskArray.js";
import type { TaskArgs } from "./taskArgs.js";

/** Only what the program says is part of the run: what is not said must be no change to one that was made before. */
export function decideTaskArray(
  checks: Checks,
  { arraySize, maxConcurrentTasks, retryAttempts, environment = {} }: TaskArgs,
): Record<string, pulumi.Output<number | undefined>> {
  if (arraySize !== undefined) checks.fail(arrayVariableProblem(Object.keys(environment)));
  const known = checks.known({ arraySize, maxConcurrentTasks, retryAttempts }, taskArrayProblem);
  return {
    ...(arraySize !== undefined && { arraySize: known.apply((it) => it.arraySize) }),
    ...(maxConcurrentTasks !== undefined && {
      maxConcurrentTasks: known.apply((it) => it.maxConcurrentTasks),
    }),
    ...(retryAttempts !== undefined && { retryAttempts: known.apply((it) => it.retryAttempts) }),
  };
}
