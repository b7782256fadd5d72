import { CliError } from "../cliError.js";
import { withAdvice } from "../ordinaryFailure.js";

/** What one run of the Pulumi CLI wrote, and its exit code. */
export interface CommandOutput {
  stdout: string;
  stderr: string;
  code: number;
}

/** A run of the Pulumi CLI that did not end with exit code 0. Its message is what the CLI said, and what to do. */
export class CommandFailure extends CliError {
  public override readonly name = "CommandFailure";

  constructor(public readonly output: CommandOutput) {
    super(withAdvice(printedError(output)));
  }
}

/** What the CLI printed from its first `error:` on, without that word. */
export function printedError({ stdout, stderr, code }: CommandOutput): string {
  const printed = stderr.trim() === "" ? stdout.trim() : stderr.trim();
  const start = printed.search(/^error: /m);
  const message = start < 0 ? printed : printed.slice(start + "error: ".length);
  return message === "" ? `pulumi ended with exit code ${code}` : message;
}
