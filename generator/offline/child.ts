import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { ChildRequest, ChildResponse } from "./childMessage.js";
import { endedItself, RESULT_FD } from "./childMessage.js";
import { installLazyModules } from "./program/lazyModules.js";
import { installPeerModules } from "./program/peerModules.js";
import { describeError, isForUsers } from "./program/programError.js";
import type * as offlineRun from "./offlineRun.js";

/**
 * How long a program may go on doing nothing when all that it returned is there, in milliseconds: a server or a timer
 * that it left behind would keep the process alive for ever.
 */
const GRACE_MS = 2000;

const LEFT_OPEN =
  "warning: the program has left something open, such as a server or a timer; the preview ends without it\n";

const NEVER_SETTLES = "the program never ends: it waits for a promise that nothing settles";

/*
 * The process that runs a user's program offline, once. `previewOffline` starts it, writes a request to its standard
 * input, and reads the answer from a file descriptor that the program does not know of.
 */
const request = JSON.parse(readFileSync(0, "utf8")) as ChildRequest;
let isAnswered = false;

process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
process.on("exit", (code) => {
  answer({ error: { message: endedItself(`exit code ${code}`) } });
});
// The program sees arguments as if Node had started it.
process.argv = [process.argv[0] ?? "node", request.projectDirectory];
main().catch(fail);

async function main(): Promise<void> {
  installLazyModules();
  installPeerModules(request.projectDirectory);
  // Only now: this loads Pulumi.
  const { OfflineRun } = createRequire(__filename)("./offlineRun.js") as typeof offlineRun;
  const run = new OfflineRun(request);
  onceIdle(run, () => {
    if (run.isComplete) finish(run);
    else answer({ error: { message: NEVER_SETTLES } });
  });
  await run.start();
  onceUnchanged(run, () => {
    process.stderr.write(LEFT_OPEN);
    finish(run);
  });
}

/**
 * Calls back when Node has nothing left to do and nothing has come of it: parts of `@pulumi/aws` wait for that moment to
 * register their last resources, after which it comes again.
 */
function onceIdle(run: offlineRun.OfflineRun, callback: () => void): void {
  let seen = -1;
  process.on("beforeExit", () => {
    if (run.resourceCount === seen) {
      callback();
      return;
    }
    seen = run.resourceCount;
    setImmediate(() => undefined);
  });
}

/** Calls back when something keeps Node busy, but the program registers nothing any more. */
function onceUnchanged(run: offlineRun.OfflineRun, callback: () => void): void {
  let seen = run.resourceCount;
  setInterval(() => {
    if (run.resourceCount === seen) callback();
    seen = run.resourceCount;
  }, GRACE_MS).unref();
}

function finish(run: offlineRun.OfflineRun): void {
  try {
    answer({ result: run.result() });
  } catch (error) {
    if (!(error instanceof Error) || isForUsers(error)) fail(error);
    else answer({ fault: error.stack ?? error.message });
  }
}

function fail(error: unknown): void {
  answer({ error: describeError(error, request.projectDirectory) });
}

function answer(response: ChildResponse): void {
  if (isAnswered) return;
  isAnswered = true;
  writeFileSync(RESULT_FD, `${JSON.stringify(response)}\n`);
  // Pulumi lists the promises that it finds pending when a process ends well; after an error they say nothing.
  process.exit("result" in response ? 0 : 1);
}
