import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { ChildRequest, ChildResponse } from "./childMessage.js";
import { RESULT_FD } from "./childMessage.js";
import { installLazyModules } from "./lazyModules.js";
import { installPeerModules } from "./peerModules.js";
import { describeError, isForUsers } from "./programError.js";
import type { Run } from "./runOffline.js";
import type * as runOfflineModule from "./runOffline.js";

/**
 * How long a program may still do things when all that it returned is there, in milliseconds: a server or a timer that
 * it left behind would keep the process alive.
 */
const GRACE_MS = 1000;

/** Why a program that is waiting can wait no longer: Node has nothing left to do. */
const NEVER_SETTLES =
  "the program never ends: it waits for a promise or an output that nothing settles";

/*
 * The process that runs a user's program offline, once. `previewOffline` starts it, writes a request to its standard
 * input, and reads the answer from a file descriptor that the program does not know of.
 */
const request = JSON.parse(readFileSync(0, "utf8")) as ChildRequest;
let isAnswered = false;

process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
process.on("beforeExit", () => {
  fail(Object.assign(new Error(NEVER_SETTLES), { name: "CliError" }));
});
// The program sees arguments as if Node had started it.
process.argv = [process.argv[0] ?? "node", request.projectDirectory];
main().catch(fail);

async function main(): Promise<void> {
  installLazyModules();
  installPeerModules(request.projectDirectory);
  // Only now: this loads Pulumi.
  const { runOffline } = createRequire(__filename)("./runOffline.js") as typeof runOfflineModule;
  const run = await runOffline(request);
  await run.settled();
  process.removeAllListeners("beforeExit");
  process.once("beforeExit", () => {
    finish(run);
  });
  setTimeout(finish, GRACE_MS, run).unref();
}

function finish(run: Run): void {
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
  process.exit(0);
}
