import type { ProgressEvent } from "../../automation/progress.js";
import type { PlannedStack, StackEnd, StackTask } from "./stackRunner.js";

/** What the process of a stack is told. */
export type ToStack =
  | { kind: "task"; task: StackTask }
  | { kind: "answer"; approved: boolean }
  | { kind: "cancel" }
  | { kind: "kill" };

/** What it tells. */
export type FromStack =
  | { kind: "planned"; planned: PlannedStack }
  | { kind: "progress"; event: ProgressEvent }
  | { kind: "end"; end: StackEnd };
