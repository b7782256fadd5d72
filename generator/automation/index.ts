/** Runs stacks on Pulumi's engine from a program: preview under the policy pack, gate, update, removal. */
export {
  destroyStack,
  type DestroyOptions,
  type DestroyResult,
  type PlannedRemoval,
} from "./destroyStack.js";
export type { FailedCreation } from "./failedCreation.js";
export type { MadeResource } from "./madeResource.js";
export type { OperationError } from "./failure.js";
export type { OperationResult, UnfinishedStatus } from "./operationResult.js";
export type { ResourceOperation } from "./pendingOperations.js";
export type { PolicyPackRequest } from "../offline/packs/policyPackRequest.js";
export type { PlannedOperation } from "./plannedOperations.js";
export { previewChanges, type EngineChange } from "./previewChanges.js";
export { previewStack } from "./previewStack.js";
export type { Phase, ProgressEvent } from "./progress.js";
export type { Changes } from "./report.js";
export type { StackOptions } from "./stackOptions.js";
export { upStack, type PlannedUpdate, type UpOptions, type UpResult } from "./upStack.js";
