import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { FromStack, ToStack } from "./stackMessage.js";
import {
  endWithout,
  type StackEnd,
  type StackRunner,
  type StackTask,
  type StackWatch,
} from "./stackRunner.js";

/** How long a process may take to exit when it has told the end. */
const EXIT_MILLISECONDS = 5000;

/** Of what it wrote, as much is told when it is lost. */
const TAIL_CHARACTERS = 500;

/**
 * Works on a stack in a process of its own: what its program breaks it breaks for itself. The process leads a group of its
 * own, so that a terminal's Ctrl-C comes to the process in front alone, which tells each stack once.
 */
export const runInProcess: StackRunner = async (task, watch) => {
  const child = fork(join(__dirname, "stackChild.js"), [], {
    cwd: task.stack.directory,
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const written = tailOf(child);
  const stop = passOn(child, watch);
  try {
    const end = await endOf(child, task, watch);
    return end ?? endWithout(task.stack.stack, "lost", lostText(child, written()));
  } finally {
    stop();
    await exited(child);
  }
};

/** Nothing when the process is gone without telling its end. */
function endOf(
  child: ChildProcess,
  task: StackTask,
  watch: StackWatch,
): Promise<StackEnd | undefined> {
  return new Promise((resolve, reject) => {
    child.once("error", () => {
      resolve(undefined);
    });
    child.once("close", () => {
      resolve(undefined);
    });
    child.on("message", (message: FromStack) => {
      switch (message.kind) {
        case "planned":
          watch.approve(message.planned).then((approved) => {
            tell(child, { kind: "answer", approved });
          }, reject);
          break;
        case "progress":
          watch.onProgress?.(message.event);
          break;
        case "end":
          resolve(message.end);
          break;
      }
    });
    tell(child, { kind: "task", task });
  });
}

function tell(child: ChildProcess, message: ToStack): void {
  if (child.connected) child.send(message, () => undefined);
}

/** Passes both requests to end on, each once. */
function passOn(child: ChildProcess, { signal, killSignal }: StackWatch): () => void {
  const cancel = (): void => {
    tell(child, { kind: "cancel" });
  };
  const kill = (): void => {
    tell(child, { kind: "kill" });
  };
  if (signal.aborted) cancel();
  else signal.addEventListener("abort", cancel, { once: true });
  killSignal?.addEventListener("abort", kill, { once: true });
  return () => {
    signal.removeEventListener("abort", cancel);
    killSignal?.removeEventListener("abort", kill);
  };
}

/** A program may have left something that keeps the process waiting. */
async function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const timer = setTimeout(() => child.kill("SIGKILL"), EXIT_MILLISECONDS);
  await once(child, "exit");
  clearTimeout(timer);
}

function tailOf(child: ChildProcess): () => string {
  let tail = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    tail = (tail + text).slice(-TAIL_CHARACTERS);
  });
  return () => tail.trim();
}

function lostText({ exitCode, signalCode }: ChildProcess, written: string): string {
  const how = signalCode === null ? `exit code ${exitCode ?? "unknown"}` : signalCode;
  return `the process of the stack ended with ${how}${written === "" ? "" : `: ${written}`}`;
}
