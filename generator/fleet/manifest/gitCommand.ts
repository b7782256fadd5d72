import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { CliError, EXIT_CANCELLED } from "../../cliError.js";

const run = promisify(execFile);

/** More than the list of files that any change has. */
const LARGEST_OUTPUT = 256 * 1024 * 1024;

/** How git is called. */
export interface GitOptions {
  cwd: string;
  signal?: AbortSignal | undefined;
}

/**
 * What git prints. It asks nobody for a password.
 *
 * @param problem What is said where it fails, before what git says.
 * @throws {CliError} if it fails, or is cancelled.
 */
export async function git(
  args: readonly string[],
  problem: string,
  { cwd, signal }: GitOptions,
): Promise<string> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: "0" };
  try {
    const { stdout } = await run("git", args, {
      ...{ cwd, env, maxBuffer: LARGEST_OUTPUT },
      ...(signal && { signal }),
    });
    return stdout;
  } catch (error) {
    if (signal?.aborted === true) throw new CliError("cancelled", EXIT_CANCELLED);
    const { stderr = "", code } = error as { stderr?: string; code?: unknown };
    if (code === "ENOENT") throw new CliError(`${problem}: git is not installed`);
    const said = stderr
      .trim()
      .split("\n")
      .find((line) => /^(fatal|error)/.test(line));
    throw new CliError(said === undefined ? problem : `${problem}: ${said}`);
  }
}
