import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { ChildRequest, ChildResponse, ProgramError } from "./childMessage.js";
import { endedItself, RESULT_FD, timedOut } from "./childMessage.js";
import { compileLate } from "../compileLate.js";
import { growModestly } from "../growModestly.js";
import { installLazyModules } from "./program/lazyModules.js";
import { installPeerModules } from "./program/peerModules.js";
import { openThings, sayWhatIsOpen, watchProgramEnd } from "./program/programEnd.js";
import { describeError, isForUsers } from "./program/programError.js";
import type * as offlineRun from "./offlineRun.js";

const NEVER_SETTLES = "the program never ends: it waits for a promise that nothing settles";

/*
 * The process that runs a user's program offline, once. `previewOffline` starts it, writes a request to its standard
 * input, and reads the answer from a file descriptor that the program does not know of.
 */
const request = JSON.parse(readFileSync(0, "utf8")) as ChildRequest;
// The program may replace this.
const exit = process.exit.bind(process);
let isAnswered = false;
let running: offlineRun.OfflineRun | undefined;

process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
// The program sees arguments as if Node had started it.
process.argv = [process.argv[0] ?? "node", request.projectDirectory];
main().catch(fail);

async function main(): Promise<void> {
  growModestly();
  installLazyModules();
  installPeerModules(request.projectDirectory);
  // Only now: this loads Pulumi.
  const { OfflineRun } = createRequire(__filename)("./offlineRun.js") as typeof offlineRun;
  // What is left then is mostly Pulumi's own: hundreds of functions that run for a second.
  const run = new OfflineRun(request, compileLate);
  running = run;
  failAtDeadline();
  watchProgramEnd(run, {
    ended: (code) => {
      if (code === 0) finish(run);
      else answer({ error: { message: endedWith(code) } });
    },
    neverSettles: () => {
      answer({ error: { message: NEVER_SETTLES } });
    },
    exited: (code) => {
      answer({ error: { message: endedItself(`exit code ${code}`) } });
    },
  });
  await run.start();
  sayWhatIsOpen(run);
}

/** The process that started this one stops it a little later in any case, but cannot say what the program has open. */
function failAtDeadline(): void {
  const { deadline, timeoutSeconds } = request;
  setTimeout(() => {
    answer({ error: { message: timedOut(timeoutSeconds, openThings()) } });
    exit(1);
  }, deadline - Date.now()).unref();
}

function endedWith(code: number): string {
  return (
    `the program ended with process.exitCode ${code}, which fails an update as well; ` +
    "a program that went well leaves it alone"
  );
}

function finish(run: offlineRun.OfflineRun): void {
  // The program has run: what is left is ours.
  compileLate();
  try {
    const result = run.result();
    answer({ result, ...(request.withRecord && { record: run.record() }) });
  } catch (error) {
    if (!(error instanceof Error) || isForUsers(error)) {
      answer({ error: described(error) });
    } else answer({ fault: error.stack ?? error.message });
  }
}

function fail(error: unknown): void {
  answer({ error: described(error) });
  exit(1);
}

function described(error: unknown): ProgramError {
  const hint = error instanceof Error ? running?.placeholders.hintFor(error) : undefined;
  return { ...describeError(error, request.projectDirectory), ...(hint && { hint }) };
}

/** The first answer counts: what follows from an error is no news. */
function answer(response: ChildResponse): void {
  if (isAnswered) return;
  isAnswered = true;
  writeFileSync(RESULT_FD, `${JSON.stringify(masked(response))}\n`);
  // Pulumi lists the promises that it finds pending when a process ends well; after an error they say nothing.
  if (!("result" in response)) process.exitCode = 1;
}

/** An error without secrets. A result has been made without. */
function masked(response: ChildResponse): ChildResponse {
  if (running === undefined || "result" in response) return response;
  const { secrets } = running;
  if ("fault" in response) return { fault: secrets.mask(response.fault) };
  const { message, stack, hint } = response.error;
  const place = stack === undefined ? {} : { stack: secrets.mask(stack) };
  return { error: { message: secrets.mask(message), ...place, ...(hint && { hint }) } };
}
