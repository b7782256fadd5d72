import { CliError } from "../cliError.js";
import { exitCodeOf, type OperationResult } from "../automation/operationResult.js";
import { printResult } from "./printResult.js";
import { tell } from "./session.js";
import { lockLines, pendingLines, unfinishedText } from "./summary.js";

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
  printResult(report.join("\n"));
  pendingLines(result.stack, result.pendingOperations).forEach(tell);
  lockLines(result).forEach(tell);
  const failure = unfinishedText(verb, result);
  if (failure !== undefined) {
    throw new CliError(failure, exitCodeOf(result.status));
  }
}
