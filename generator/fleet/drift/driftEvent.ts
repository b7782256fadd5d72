import type { FleetDriftReport, StackDrift } from "./driftReport.js";

/** What is told while the stacks of a fleet are looked at. */
export type FleetDriftEvent =
  | { kind: "begun"; stacks: number; jobs: number }
  | { kind: "started"; id: string }
  /** A look that failed is tried again after a while. */
  | { kind: "pause"; id: string; milliseconds: number; message: string }
  /** With what has come of the stack. */
  | { kind: "looked"; id: string; report: StackDrift }
  /** At the end. */
  | { kind: "summary"; report: FleetDriftReport };
