/** The process of one stack of a fleet. Its parent tells what to do; without a parent it ends what it does, and goes. */
import type { FailedCreation } from "../../automation/failedCreation.js";
import type { MadeResource } from "../../automation/madeResource.js";
import { CliError, EXIT_CANCELLED } from "../../cliError.js";
import { installLazyModules } from "../../offline/program/lazyModules.js";
import type { DriftTask } from "../drift/driftRunner.js";
import type { EnginePreviewTask } from "../preview/enginePreview.js";
import type { FromStack, LastOfStack, ToStack } from "./stackMessage.js";
import type { KeptEvent } from "./keptEvent.js";
import type { PlannedStack, StackTask } from "./stackRunner.js";

const ALONE = "cancelled: the process that works on the fleet is gone";

const cancel = new AbortController();
const kill = new AbortController();
let answer: ((approved: boolean) => void) | undefined;
let noted: (() => void) | undefined;

function send(message: FromStack): void {
  // Nobody hears it any more: the journal of who resumes the run has the truth from the state.
  if (process.connected) process.send?.(message, () => undefined);
}

function approve(planned: PlannedStack): Promise<boolean> {
  return new Promise((resolve) => {
    answer = resolve;
    send({ kind: "planned", planned });
  });
}

function tellCreation(creation: FailedCreation | MadeResource): void {
  send({ kind: "creation", creation });
}

/** Comes back when the parent has it on the disk; without a parent nothing more is begun. */
function keep(event: KeptEvent): Promise<void> {
  if (!process.connected) return Promise.reject(new CliError(ALONE, EXIT_CANCELLED));
  return new Promise((resolve, reject) => {
    noted = resolve;
    process.once("disconnect", () => {
      reject(new CliError(ALONE, EXIT_CANCELLED));
    });
    send({ kind: "kept", event });
  });
}

async function work(task: StackTask): Promise<void> {
  const { workOnStack } = await import("./workOnStack.js");
  const end = await workOnStack(task, {
    signal: cancel.signal,
    killSignal: kill.signal,
    approve,
    onProgress: (event) => {
      send({ kind: "progress", event });
    },
    onFailedCreation: tellCreation,
    onMade: tellCreation,
    onKept: keep,
  });
  sendLast({ kind: "end", end });
}

async function look(task: DriftTask): Promise<void> {
  const { lookAtStack } = await import("../drift/lookAtStack.js");
  const end = await lookAtStack(task, { signal: cancel.signal, killSignal: kill.signal });
  sendLast({ kind: "lookEnd", end });
}

async function preview(task: EnginePreviewTask): Promise<void> {
  const { previewOnEngine } = await import("../preview/previewOnEngine.js");
  const end = await previewOnEngine(task, { signal: cancel.signal, killSignal: kill.signal });
  sendLast({ kind: "previewEnd", end });
}

function sendLast(message: LastOfStack): void {
  if (!process.connected) return;
  process.send?.(message, () => {
    if (process.connected) process.disconnect();
  });
}

// They go to the process in front, which decides what they mean for each stack.
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => undefined);
process.on("disconnect", () => {
  answer?.(false);
  cancel.abort();
});
process.on("message", (message: ToStack) => {
  switch (message.kind) {
    case "task":
      installLazyModules();
      void work(message.task);
      break;
    case "look":
      installLazyModules();
      void look(message.task);
      break;
    case "preview":
      installLazyModules();
      void preview(message.task);
      break;
    case "answer":
      answer?.(message.approved);
      break;
    case "noted":
      noted?.();
      break;
    case "cancel":
      cancel.abort();
      break;
    case "kill":
      kill.abort();
      break;
  }
});
