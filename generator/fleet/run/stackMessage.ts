import type { FailedCreation } from "../../automation/failedCreation.js";
import type { MadeResource } from "../../automation/madeResource.js";
import type { ProgressEvent } from "../../automation/progress.js";
import type { DriftEnd, DriftTask } from "../drift/driftRunner.js";
import type { EnginePreviewEnd, EnginePreviewTask } from "../preview/enginePreview.js";
import type { KeptEvent } from "./keptEvent.js";
import type { PlannedStack, StackEnd, StackTask } from "./stackRunner.js";

/** What the process of a stack is to do. */
export type StackRequest =
  | { kind: "task"; task: StackTask }
  | { kind: "look"; task: DriftTask }
  | { kind: "preview"; task: EnginePreviewTask };

/** What the process of a stack is told. */
export type ToStack =
  | StackRequest
  | { kind: "answer"; approved: boolean }
  | { kind: "noted" }
  | { kind: "cancel" }
  | { kind: "kill" };

/** What it tells at its end. */
export type LastOfStack =
  | { kind: "end"; end: StackEnd }
  | { kind: "lookEnd"; end: DriftEnd }
  | { kind: "previewEnd"; end: EnginePreviewEnd };

/** What it tells. */
export type FromStack =
  | { kind: "planned"; planned: PlannedStack }
  | { kind: "progress"; event: ProgressEvent }
  | { kind: "creation"; creation: FailedCreation | MadeResource }
  /** Is answered with `noted`. */
  | { kind: "kept"; event: KeptEvent }
  | LastOfStack;
