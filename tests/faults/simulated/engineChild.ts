/** The process of a simulated engine: one stack, previewed and updated, with the faults of the case's plan. */
import { readdirSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { endWithout, type StackEnd } from "../../../generator/fleet/run/stackRunner.js";
import { CloudFolder } from "./cloudFolder.js";
import { FaultyCloud, isFirst } from "./faultyCloud.js";
import { runSimulatedEngine } from "./simulatedEngine.js";
import type { FromEngine, ToEngine } from "./simulatedMessage.js";
import { type Blow, foldersOf, planOf, type SimulatedPlan } from "./simulatedPlan.js";
import { StateFolder } from "./stateFolder.js";

/** Two signals within half a second are one press of a key. */
const NEXT_SIGNAL_MILLISECONDS = 520;
/** In which a signal comes to the runner, and from there back to here. */
const ARRIVAL_MILLISECONDS = 60;

let cancelled = false;
let answer: ((approved: boolean) => void) | undefined;
const runner = process.ppid;

function cancel(): void {
  cancelled = true;
  answer?.(false);
}

function send(message: FromEngine): void {
  if (process.connected) process.send?.(message, () => undefined);
}

async function hit(blow: Blow, root: string): Promise<void> {
  switch (blow) {
    case "kill engine":
      process.kill(process.pid, "SIGKILL");
      break;
    case "kill runner":
      process.kill(runner, "SIGKILL");
      break;
    case "kill both":
      process.kill(runner, "SIGKILL");
      process.kill(process.pid, "SIGKILL");
      break;
    case "SIGINT":
      process.kill(runner, "SIGINT");
      break;
    case "SIGINT twice":
      process.kill(runner, "SIGINT");
      await sleep(NEXT_SIGNAL_MILLISECONDS);
      process.kill(runner, "SIGINT");
      break;
    case "SIGINT, SIGTERM, SIGKILL":
      process.kill(runner, "SIGINT");
      await sleep(NEXT_SIGNAL_MILLISECONDS);
      process.kill(runner, "SIGTERM");
      await sleep(ARRIVAL_MILLISECONDS);
      process.kill(runner, "SIGKILL");
      process.kill(process.pid, "SIGKILL");
      break;
    case "expired credentials":
      writeFileSync(`${root}/expired`, "");
      break;
  }
  await sleep(ARRIVAL_MILLISECONDS);
}

function stateOf(root: string, stack: string, { strike }: SimulatedPlan): StateFolder {
  let writes = 0;
  return new StateFolder(foldersOf(root).states, stack, () => {
    writes += 1;
    if (strike?.at !== "state" || strike.stack !== stack || strike.write !== writes) return;
    if (!isFirst(root)) return;
    const text = "failed to save snapshot: write: no space left on device";
    throw Object.assign(new Error(text), { code: "ENOSPC" });
  });
}

async function work({ root, stack, refresh }: ToEngine & { kind: "task" }): Promise<void> {
  const plan = planOf(root);
  if (plan.blocked === stack) {
    sendLast(endWithout(stack, "blocked", "it violates a policy"));
    return;
  }
  const folders = foldersOf(root);
  const start = startsOf(root, stack);
  const cloud = new CloudFolder(folders.cloud);
  const end = await runSimulatedEngine({
    ...{ stack, start, refresh, cloud, seed: plan.seed },
    calls: new FaultyCloud(cloud, plan, root, stack, start, ({ blow }) => hit(blow, root)),
    state: stateOf(root, stack, plan),
    isCancelled: () => cancelled,
    approve: (creates) => {
      const operations = creates.map(({ urn, type }) => ({ urn, type, operation: "create" }));
      send({ kind: "planned", planned: { changes: { create: creates.length }, operations } });
      return new Promise((resolve) => {
        answer = resolve;
        if (cancelled) resolve(false);
      });
    },
  });
  sendLast(end);
}

function sendLast(end: StackEnd): void {
  if (!process.connected) return;
  process.send?.({ kind: "end", end } satisfies FromEngine, () => {
    if (process.connected) process.disconnect();
  });
}

/** How often an engine of the stack was started before. */
function startsOf(root: string, stack: string): number {
  const marks = readdirSync(root).filter((name) => name.startsWith(`start-${stack}-`)).length;
  writeFileSync(`${root}/start-${stack}-${marks}`, "");
  return marks;
}

// The runner passes Ctrl-C on once; a second signal would be the runner's fault, and counts.
process.on("SIGINT", () => {
  if (cancelled) process.exit(255);
  cancel();
});
process.on("disconnect", cancel);
process.on("message", (message: ToEngine) => {
  if (message.kind === "task") void work(message);
  else answer?.(message.approved);
});
