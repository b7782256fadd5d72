import { CliError } from "../cliError.js";
import { exitCodeOf, type OperationResult } from "../automation/operationResult.js";
import { tell } from "./session.js";
import { unfinishedText, pendingLines } from "./summary.js";

/**
 * Ends a command with its result on stdout.
 *
 * @param verb What the operation is called in messages: `update` or `removal`.
 * @throws {CliError} if the operation did not do its work.
 */
export function finish(
  verb: string,
  result: OperationResult<string>,
  report: readonly string[],
): void {
  process.stdout.write(`${report.join("\n")}\n`);
  pendingLines(result.stack, result.pendingOperations).forEach(tell);
  const failure = unfinishedText(verb, result);
  if (failure !== undefined) {
    throw new CliError(failure, exitCodeOf(result.status));
  }
}
