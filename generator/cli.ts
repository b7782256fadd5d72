#!/usr/bin/env node
import { runCommandLine, tellFailure } from "./commandLine.js";
import { compileLate } from "./compileLate.js";
import { growModestly } from "./growModestly.js";
import { installLazyModules } from "./offline/program/lazyModules.js";
import { ordinaryFailure } from "./ordinaryFailure.js";

/** Shells give such exit codes to what a signal ended. */
const FIRST_SIGNAL_CODE = 128;

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

async function main(): Promise<void> {
  outliveLostOutput();
  compileLate();
  growModestly();
  // Most of what the Automation API loads no command ever uses.
  installLazyModules();
  const words = process.argv.slice(2);
  process.on("uncaughtException", (error) => {
    process.exit(tellFailure(error, words));
  });
  const exitCode = await runCommandLine(words);
  if (exitCode === 0) return;
  process.exitCode = exitCode;
  // What was cancelled may have left something that would keep the process waiting.
  if (exitCode >= FIRST_SIGNAL_CODE) process.exit();
}

void main();
