import { CliError } from "../../cliError.js";

/**
 * The value of `--jobs`.
 *
 * @throws {CliError} if it is no number of jobs.
 */
export function readJobs(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new CliError(`'--jobs' must be a whole number of at least 1, got "${text}"; 2 works`);
}
