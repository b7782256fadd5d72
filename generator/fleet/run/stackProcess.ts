import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { blindEnd, type DriftRunner } from "../drift/driftRunner.js";
import type { EnginePreviewer } from "../preview/enginePreview.js";
import { isMade } from "./keptState.js";
import type { FromStack, StackRequest, ToStack } from "./stackMessage.js";
import { endWithout, type StackRunner, type StackWatch } from "./stackRunner.js";

/** How long a process may take to exit when it has told the end. */
const EXIT_MILLISECONDS = 5000;

/** Of what it wrote, as much is told when it is lost. */
const TAIL_CHARACTERS = 500;

/** Of the look at a stack nobody is asked. */
type ProcessWatch = Omit<StackWatch, "approve"> & Partial<Pick<StackWatch, "approve">>;

/** Works on a stack in a process of its own: what its program breaks it breaks for itself. */
export const runInProcess: StackRunner = (task, watch) =>
  inProcess(task.stack.directory, { kind: "task", task }, watch, {
    endIn: (message) => (message.kind === "end" ? message.end : undefined),
    lost: (text) => endWithout(task.stack.stack, "lost", text),
  });

/** Looks at a stack in a process of its own. */
export const lookInProcess: DriftRunner = (task, watch) =>
  inProcess(task.stack.directory, { kind: "look", task }, watch, {
    endIn: (message) => (message.kind === "lookEnd" ? message.end : undefined),
    lost: (text) => blindEnd("failed", text),
  });

/** Previews a stack by the engine in a process of its own. */
export const previewInProcess: EnginePreviewer = (task, watch) =>
  inProcess(task.stack.directory, { kind: "preview", task }, watch, {
    endIn: (message) => (message.kind === "previewEnd" ? message.end : undefined),
    lost: (failure) => ({ failure }),
  });

/** How the end of a process is known. */
interface Ends<E> {
  endIn: (message: FromStack) => E | undefined;
  /** The process is gone without telling its end. */
  lost: (text: string) => E;
}

/**
 * Runs the process of a stack. It leads a group of its own, so that a terminal's Ctrl-C comes to the process in front alone,
 * which tells each stack once.
 */
async function inProcess<E>(
  cwd: string,
  request: StackRequest,
  watch: ProcessWatch,
  { endIn, lost }: Ends<E>,
): Promise<E> {
  const child = fork(join(__dirname, "stackChild.js"), [], {
    cwd,
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const written = tailOf(child);
  const stop = passOn(child, watch);
  try {
    const end = await endOf(child, request, watch, endIn);
    return end ?? lost(lostText(child, written()));
  } finally {
    stop();
    await exited(child);
  }
}

/** Nothing when the process is gone without telling its end. */
function endOf<E>(
  child: ChildProcess,
  request: StackRequest,
  watch: ProcessWatch,
  endIn: Ends<E>["endIn"],
): Promise<E | undefined> {
  return new Promise((resolve, reject) => {
    child.once("error", () => {
      resolve(undefined);
    });
    child.once("close", () => {
      resolve(undefined);
    });
    child.on("message", (message: FromStack) => {
      const end = endIn(message);
      if (end !== undefined) {
        resolve(end);
        return;
      }
      hear(child, message, watch)
        .catch((error: unknown) => {
          // It begins nothing more then, and ends what it does.
          if (child.connected) child.disconnect();
          throw error;
        })
        .catch(reject);
    });
    tell(child, request);
  });
}

/** Passes on what a process tells before its end, and answers where it waits. */
async function hear(
  child: ChildProcess,
  message: FromStack,
  { approve, onProgress, onFailedCreation, onMade, onKept }: ProcessWatch,
): Promise<void> {
  switch (message.kind) {
    case "planned":
      if (approve) tell(child, { kind: "answer", approved: await approve(message.planned) });
      break;
    case "progress":
      onProgress?.(message.event);
      break;
    case "creation":
      if (isMade(message.creation)) onMade?.(message.creation);
      else onFailedCreation?.(message.creation);
      break;
    case "kept":
      await onKept?.(message.event);
      tell(child, { kind: "noted" });
      break;
  }
}

function tell(child: ChildProcess, message: ToStack): void {
  if (child.connected) child.send(message, () => undefined);
}

/** Passes both requests to end on, each once. */
function passOn(child: ChildProcess, { signal, killSignal }: ProcessWatch): () => void {
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
