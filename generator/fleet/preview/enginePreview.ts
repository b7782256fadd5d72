import type { StackOptions } from "../../automation/index.js";
import type { PreviewResult } from "../../offline/previewResult.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import type { DriftWatch } from "../drift/driftRunner.js";
import type { EngineChanges } from "./fleetReport.js";

/** Which stack the engine is to preview, and how it is judged. */
export interface EnginePreviewTask
  extends Pick<StackOptions, "policyConfiguration" | "policyPacks" | "environmentVariables"> {
  stack: FleetStack;
}

/** What the engine's preview of a stack came to. */
export type EnginePreviewEnd =
  | { preview: PreviewResult; changes: EngineChanges }
  /** Why there is none. */
  | { failure: string };

/** Previews one stack by the engine, apart from all others. */
export type EnginePreviewer = (
  task: EnginePreviewTask,
  watch: DriftWatch,
) => Promise<EnginePreviewEnd>;
