/**
 * An error that is the user's to mend: the command prints its message as one line, without a stack, and ends with its
 * exit code.
 */
export class CliError extends Error {
  /** Exit code of the process: 1 for wrong input or a failing program, 2 for a violated policy, 130 for Ctrl-C. */
  public readonly exitCode: number;

  /**
   * @param message What is wrong: the argument in quotes, the rule, the value received and a value that works.
   * @param exitCode Exit code of the process. Default: 1.
   */
  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = "CliError";
    this.exitCode = exitCode;
  }
}

/** The exit code after Ctrl-C. */
export const EXIT_CANCELLED = 130;
