import { CliError } from "../cliError.js";
import { timeLimitProblem } from "../offline/timeLimit.js";

/**
 * The value of `--timeout-seconds`.
 *
 * @throws {CliError} if it is no number of seconds, or more than a timer can wait.
 */
export function readSeconds(text: string): number {
  const problem = timeLimitProblem(Number(text), `"${text}"`);
  if (problem !== undefined) throw new CliError(`'--timeout-seconds' ${problem}`);
  return Number(text);
}
