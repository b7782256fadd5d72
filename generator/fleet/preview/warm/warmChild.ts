import { createRequire } from "node:module";
import { Socket } from "node:net";

import type { ChildRequest, ChildResponse } from "../../../offline/childMessage.js";
import type * as offlineRun from "../../../offline/offlineRun.js";
import { installLazyModules } from "../../../offline/program/lazyModules.js";
import { installPeerModules } from "../../../offline/program/peerModules.js";
import { isForUsers } from "../../../offline/program/programError.js";
import { packageRoot } from "../../../project/packageRoot.js";
import { garbageCollector } from "./garbage.js";
import { KeptModules } from "./keptModules.js";
import { LooseThings } from "./looseThings.js";
import { ProcessState } from "./processState.js";
import { PulumiState } from "./pulumiState.js";
import type { WarmAnswer, WarmResult } from "./warmMessage.js";
import { CHANNEL_FD, END_LINE } from "./warmMessage.js";
import { WarmRun } from "./warmRun.js";

/*
 * The process that runs the programs of many stacks, one after the other, and loads Pulumi once. It gets a request as a
 * line of JSON, and answers it; see `WarmAnswer` for when it does not. Its folder is a project's whose packages it uses.
 */
const exit = process.exit.bind(process);
const channel = new Socket({ fd: CHANNEL_FD });
let running: WarmRun | undefined;

process.on("uncaughtException", abandon);
process.on("unhandledRejection", abandon);
process.on("beforeExit", () => running?.idle());
installLazyModules();
installPeerModules(process.cwd());
// A project's folder may be gone by the next program.
process.chdir(packageRoot());
const { OfflineRun } = createRequire(__filename)(
  "../../../offline/offlineRun.js",
) as typeof offlineRun;
const collectGarbage = garbageCollector();
const pulumi = new PulumiState();
const loose = new LooseThings();
const note = KeptModules.watch();
const state = new ProcessState();
const kept = new KeptModules(state);
note(kept);
listen();

function listen(): void {
  let text = "";
  channel.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    if (!chunk.endsWith("\n")) return;
    const request = JSON.parse(text) as ChildRequest;
    text = "";
    begin(request);
  });
  channel.on("close", () => exit());
}

function begin(request: ChildRequest): void {
  // From now on Node ends when the program does.
  channel.unref();
  pulumi.renew();
  process.chdir(request.projectDirectory);
  process.argv = [process.argv[0] ?? "node", request.projectDirectory];
  let run: offlineRun.OfflineRun;
  try {
    run = new OfflineRun(request);
  } catch (error) {
    if (!(error instanceof Error && isForUsers(error))) return abandon();
    // Nothing of the program has run.
    answer({ error: { message: error.message } }, false);
    return;
  }
  if (run.isEsModule) {
    settle("alone");
    return;
  }
  running = new WarmRun(request, run, state, pulumi, {
    answered: (response) => {
      answer(response, "error" in response);
    },
    abandoned: abandon,
  });
  process.exit = abandon;
  loose.watch();
  void running.start();
}

/** The program runs once more, where it is alone. */
function abandon(): never {
  return exit(1);
}

function answer(response: ChildResponse, hasFailed: boolean): void {
  running = undefined;
  pulumi.closeCallbacks();
  const isRestored = state.restore();
  const isDropped = kept.dropOthers();
  const isSpent = !isRestored || !isDropped || loose.anyLeft() || hasFailed;
  collectGarbage();
  const memoryMib = Math.ceil(process.memoryUsage.rss() / 1024 ** 2);
  settle({ response, isSpent, memoryMib } satisfies WarmResult);
}

/** What the program has printed is there before the answer. Node then waits for the next request. */
function settle(found: WarmAnswer): void {
  for (const stream of [process.stdout, process.stderr]) stream.write(`\n${END_LINE}\n`);
  channel.ref();
  channel.write(`${JSON.stringify(found)}\n`);
}
