import { wholeNumberProblem } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";

/** A task that has stopped, as far as its result goes; ECS leaves fields out. */
export interface StoppedTask {
  taskArn?: string | undefined;
  stoppedReason?: string | undefined;
  containers?:
    | readonly {
        name?: string | undefined;
        exitCode?: number | undefined;
        reason?: string | undefined;
      }[]
    | undefined;
}

/**
 * Why a run failed; nothing when its container ended with 0. The other containers do not count: ECS stops them when
 * that one ends, and they end with an error then.
 *
 * @param container Name of the container whose exit code is the result.
 */
export function runProblem(task: StoppedTask, container: string): string | undefined {
  const result = task.containers?.find(({ name }) => name === container);
  if (result?.exitCode === 0) return undefined;
  const reasons = [result?.reason, task.stoppedReason].filter((reason) => reason !== undefined);
  const because = reasons.length > 0 ? `: ${reasons.join("; ")}` : "";
  return result?.exitCode === undefined
    ? `container "${container}" did not run to its end${because}`
    : `container "${container}" ended with exit code ${result.exitCode}${because}`;
}

/** What is said of a run that failed, with the end of its log. */
export function runFailureText(
  task: { taskArn: string; problem: string },
  log: readonly string[],
): string {
  const headline = `task ${task.taskArn}: ${task.problem}`;
  if (log.length === 0) return `${headline}; it wrote no log`;
  return [`${headline}; the end of its log:`, ...log.map((line) => `  ${line.trimEnd()}`)].join(
    "\n",
  );
}

/** Longest wait for a run: a day. */
const LONGEST_SECONDS = 86_400;

/** Why a run cannot have this time; nothing when it can. */
export function runTimeoutProblem(seconds: number): Problem | undefined {
  return wholeNumberProblem("timeoutSeconds", seconds, [1, LONGEST_SECONDS], 600);
}
