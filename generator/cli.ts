#!/usr/bin/env node
import { existsSync } from "node:fs";
import { CommanderError } from "commander";
import { CliError } from "./cliError.js";
import { COMMANDS, commandProgram } from "./commands/commandProgram.js";
import { installLazyModules } from "./offline/program/lazyModules.js";
import { ordinaryFailure } from "./ordinaryFailure.js";
import { packageVersion } from "./project/packageRoot.js";
import { escapedLines } from "./terminal/escapedText.js";
import { asksForJson, printFailure } from "./terminal/printResult.js";

/** Shells give such exit codes to what a signal ended. */
const FIRST_SIGNAL_CODE = 128;

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

/** Prints why the command failed, also as JSON where that was asked for, and gives its exit code. */
function failed(error: unknown, asked: string | undefined): number {
  const { exitCode, message, report } = failureOf(error, asked);
  if (message === undefined) return exitCode;
  if (asksForJson(process.argv.slice(2))) printFailure(message);
  console.error(report ?? escapedLines(`slipway: ${message}`));
  return exitCode;
}

/** What writing fails with when the reader of a pipe has gone, and when the terminal was closed. */
const NOBODY_READS = ["EPIPE", "EIO"];

/**
 * A reader that has gone, as in `slipway preview | head`, or a device that is full must not end an update that is under
 * way. A result that could not be written fails the command when it has ended.
 */
function outliveLostOutput(): void {
  let isLost = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (NOBODY_READS.includes(error.code ?? "") || isLost) return;
      isLost = true;
      const { message } = ordinaryFailure(error) ?? error;
      if (stream === process.stdout) console.error(`slipway: the output is lost: ${message}`);
    });
  }
  process.on("exit", (code) => {
    if (isLost && code === 0) process.exitCode = 1;
  });
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

/** Prints why the command failed. What was cancelled may have left something that would keep the process waiting. */
function end(error: unknown, asked: string | undefined): void {
  const exitCode = failed(error, asked);
  process.exitCode = exitCode;
  if (exitCode >= FIRST_SIGNAL_CODE) process.exit();
}

async function main(): Promise<void> {
  outliveLostOutput();
  // Most of what the Automation API loads no command ever uses.
  installLazyModules();
  const asked = process.argv[2];
  process.on("uncaughtException", (error) => {
    process.exit(failed(error, asked));
  });
  try {
    assertReadableNames(process.argv.slice(2));
    const program = await commandProgram(asked);
    await program.parseAsync();
  } catch (error) {
    end(error, asked);
  }
}

void main();
