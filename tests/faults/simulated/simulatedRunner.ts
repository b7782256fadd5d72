import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import type { LookUpResult } from "../../../generator/fleet/run/repair/lookUp.js";
import {
  pendingCreates,
  settledDeployment,
} from "../../../generator/fleet/run/repair/pendingCreates.js";
import { isStaleLock } from "../../../generator/fleet/run/repair/staleLock.js";
import {
  endWithout,
  type StackEnd,
  type StackRunner,
  type StackTask,
  type StackWatch,
} from "../../../generator/fleet/run/stackRunner.js";
import { CloudFolder } from "./cloudFolder.js";
import type { FromEngine, ToEngine } from "./simulatedMessage.js";
import { foldersOf } from "./simulatedPlan.js";
import { LockedError, StateFolder } from "./stateFolder.js";

/** Works on a stack as the runner of Slipway does, with a simulated engine in a process of its own. */
export const simulatedRunner: StackRunner = async (task, watch) => {
  const { repairSince } = task;
  if (repairSince !== undefined) {
    const problem = repair(task, repairSince);
    if (problem) return problem;
  }
  const end = await operate(task, watch);
  if (repairSince === undefined || end.status !== "conflict") return end;
  if (!isStaleLock(end.errors, repairSince)) return end;
  stateOf(task).cancel();
  return operate(task, watch);
};

function rootOf({ stack }: StackTask): string {
  return dirname(stack.directory);
}

function stateOf(task: StackTask): StateFolder {
  return new StateFolder(foldersOf(rootOf(task)).states, task.stack.stack);
}

/** Gives the end of the work where another update holds the stack. */
function repair(task: StackTask, since: string): StackEnd | undefined {
  const state = stateOf(task);
  const deployment = state.read();
  if (!deployment.pending_operations?.length) return undefined;
  const cloud = new CloudFolder(foldersOf(rootOf(task)).cloud);
  const found = new Map(
    pendingCreates(deployment).map(({ urn, type, inputs = {} }): [string, LookUpResult] => {
      const object = cloud.find(type, String(inputs["name"]));
      return [urn, object ? { importId: object.id } : "absent"];
    }),
  );
  for (;;) {
    try {
      const unlock = state.lock();
      state.write(settledDeployment(deployment, found));
      unlock();
      return undefined;
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      const end = endWithout(task.stack.stack, "conflict", error.message);
      if (!isStaleLock(end.errors, since)) return end;
      state.cancel();
    }
  }
}

async function operate(task: StackTask, watch: StackWatch): Promise<StackEnd> {
  const child = fork(join(__dirname, "engineChild.js"), [], {
    ...{ detached: true, execArgv: [] },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const cancel = (): void => {
    child.kill("SIGINT");
  };
  if (watch.signal.aborted) cancel();
  else watch.signal.addEventListener("abort", cancel, { once: true });
  try {
    const { stack } = task.stack;
    const end = await endOf(child, { ...task, root: rootOf(task) }, watch);
    return end ?? endWithout(stack, "lost", "the engine's process is gone");
  } finally {
    watch.signal.removeEventListener("abort", cancel);
    // An engine whose question nobody could answer, since the journal cannot be written, would wait for ever.
    if (child.connected) child.disconnect();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}

function endOf(
  child: ChildProcess,
  { root, stack: { stack }, refresh }: StackTask & { root: string },
  { approve }: StackWatch,
): Promise<StackEnd | undefined> {
  const tell = (message: ToEngine): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  return new Promise((resolve, reject) => {
    child.once("close", () => {
      resolve(undefined);
    });
    child.on("message", (message: FromEngine) => {
      if (message.kind === "end") resolve(message.end);
      else {
        approve(message.planned).then((approved) => {
          tell({ kind: "answer", approved });
        }, reject);
      }
    });
    tell({ kind: "task", root, stack, refresh });
  });
}
