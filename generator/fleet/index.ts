/** Many stacks at once: which there are, what they come to, and how they are brought to it. */
export type { FailedCreation } from "../automation/failedCreation.js";
export type { MadeResource } from "../automation/madeResource.js";
export type { FleetDriftEvent } from "./drift/driftEvent.js";
export { drift, type FleetDrift, type FleetDriftOptions } from "./drift/driftFleet.js";
export type {
  DriftStatus,
  DriftTotals,
  FleetDriftReport,
  StackDrift,
} from "./drift/driftReport.js";
export type { DriftEnd, DriftRunner, DriftTask, DriftWatch } from "./drift/driftRunner.js";
export type { StackDifference } from "./drift/sortDrift.js";
export type { Fleet, FleetRollout, FleetStack } from "./manifest/fleetStack.js";
export { type FleetList, type FleetOptions, list } from "./manifest/listFleet.js";
export {
  type FleetMatrix,
  matrix,
  type MatrixJob,
  type MatrixOptions,
} from "./matrix/fleetMatrix.js";
export { type JournalOptions, joinedStatus } from "./matrix/joinJournals.js";
export { fleetWaves } from "./manifest/fleetWaves.js";
export type {
  RemoteAwsRole,
  RemoteGit,
  RemoteSettings,
  SecretFrom,
} from "./manifest/remoteSettings.js";
export { readFleet, type ReadFleetOptions } from "./manifest/readFleet.js";
export type { DeploymentOperation, StackDeployment } from "./remote/stackDeployment.js";
export { selectStacks, type StackSelection } from "./manifest/selectStacks.js";
export type {
  EnginePreviewEnd,
  EnginePreviewer,
  EnginePreviewTask,
} from "./preview/enginePreview.js";
export type {
  EngineChanges,
  FleetCost,
  FleetReport,
  FleetTotals,
  StackReport,
} from "./preview/fleetReport.js";
export {
  type FleetPreview,
  type FleetPreviewEvent,
  type FleetPreviewOptions,
  preview,
} from "./preview/previewFleet.js";
export {
  destroy,
  type FleetResumeOptions,
  type FleetRun,
  type FleetRunOptions,
  type FleetStartOptions,
  resume,
  up,
} from "./run/fleetRun.js";
export type {
  DeploymentRecord,
  FailureReason,
  StackRecord,
  StackState,
} from "./run/journalRecord.js";
export type { KeptEvent } from "./run/keptEvent.js";
export type { KeptState } from "./run/keptState.js";
export type {
  Approval,
  FleetEvent,
  FleetRunResult,
  ReviewedStack,
  ReviewedWave,
} from "./run/runEvent.js";
export type { StackStatus } from "./run/runState.js";
export { status } from "./run/runStatus.js";
export type {
  PlannedStack,
  StackEnd,
  StackRunner,
  StackTask,
  StackWatch,
} from "./run/stackRunner.js";
