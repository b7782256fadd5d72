/** Many stacks at once: which there are, and what they come to. */
export type { Fleet, FleetRollout, FleetStack } from "./manifest/fleetStack.js";
export { type FleetList, type FleetOptions, list } from "./manifest/listFleet.js";
export { fleetWaves } from "./manifest/fleetWaves.js";
export { readFleet, type ReadFleetOptions } from "./manifest/readFleet.js";
export { selectStacks, type StackSelection } from "./manifest/selectStacks.js";
export type { FleetCost, FleetReport, FleetTotals, StackReport } from "./preview/fleetReport.js";
export {
  type FleetPreview,
  type FleetPreviewEvent,
  type FleetPreviewOptions,
  preview,
} from "./preview/previewFleet.js";
