import { existsSync } from "node:fs";
import { CommanderError } from "commander";
import { CliError } from "./cliError.js";
import { COMMANDS, commandProgram } from "./commands/commandProgram.js";
import { ordinaryFailure } from "./ordinaryFailure.js";
import { packageVersion } from "./project/packageRoot.js";
import { escapedLines } from "./terminal/escapedText.js";
import { asksForJson, awaitResult, printFailure } from "./terminal/printResult.js";

/**
 * Runs a command, and prints why it failed. What belongs to its process, such as how that ends, is its caller's.
 *
 * @param words What stands after `slipway` on the command line.
 * @returns The exit code; 0 also where the command has set `process.exitCode` by itself.
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  awaitResult();
  try {
    assertReadableNames(words);
    const program = await commandProgram(words[0]);
    await program.parseAsync(words, { from: "user" });
    return 0;
  } catch (error) {
    return tellFailure(error, words);
  }
}

/** Prints why a command failed, also as JSON where its words ask for that, and gives its exit code. */
export function tellFailure(error: unknown, words: readonly string[]): number {
  const { exitCode, message, report } = failureOf(error, words[0]);
  if (message === undefined) return exitCode;
  if (asksForJson(words)) printFailure(message);
  console.error(report ?? escapedLines(`slipway: ${message}`));
  return exitCode;
}

/** Commander's `error: unknown option '--x'\n(Did you mean --y?)` as one line that names the right help. */
function usageLine({ message }: CommanderError, asked: string | undefined): string {
  const line = message
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ")
    .replace(/\.$/, "");
  const command = asked !== undefined && COMMANDS.has(asked) ? `${asked} ` : "";
  return `${line}; see 'slipway ${command}--help'`;
}

/** Why a command failed. */
interface Failure {
  exitCode: number;
  /** What is wrong, in a line; nothing where Commander has printed it. */
  message?: string;
  /** What stderr says, where that is more than the message. */
  report?: string;
}

function failureOf(error: unknown, asked: string | undefined): Failure {
  const ordinary = ordinaryFailure(error);
  if (ordinary) return ordinary;
  if (error instanceof CommanderError) {
    const { code, exitCode } = error;
    // Help and the version arrive here too.
    const isPrinted = code.startsWith("commander.help") || code === "commander.version";
    return isPrinted ? { exitCode } : { exitCode, message: usageLine(error, asked) };
  }
  return faultOf(error);
}

function faultOf(error: unknown): Failure {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const report =
    `slipway: unexpected error: ${escapedLines(text)}\n` +
    "This is a fault in slipway and not in what you typed. Please report it to its maintainers with these lines:\n" +
    `slipway ${packageVersion()}, node ${process.version}, ${process.platform} ${process.arch}`;
  return { exitCode: 1, message: `unexpected error: ${String(error)}`, report };
}

/**
 * Node reads what is not UTF-8 as U+FFFD, by which nothing can be found.
 *
 * @throws {CliError} if a word or the current folder has such a name.
 */
function assertReadableNames(words: readonly string[]): void {
  const unreadable = [...words, currentFolder()].find((word) => {
    return word.includes("\uFFFD") && !existsSync(word);
  });
  if (unreadable !== undefined) {
    throw new CliError(
      `names must be UTF-8, got '${unreadable}'; rename it, or go to another folder`,
    );
  }
}

/** One that is gone is told by what needs it: help does not. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return "";
  }
}
