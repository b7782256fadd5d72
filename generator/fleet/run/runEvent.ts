import type { ProgressEvent } from "../../automation/progress.js";
import type { Changes } from "../../automation/report.js";
import type { DeploymentRecord, FleetOperation, StackRecord } from "./journalRecord.js";
import type { StackStatus } from "./runState.js";

/** A stack whose preview has passed, and what it would do. */
export interface ReviewedStack {
  id: string;
  changes: Changes;
  replaces: number;
  deletes: number;
  /** Why the rollout asks for a person's approval, such as `replaces 2 (maxReplaces is 0)`. */
  problem?: string;
}

/** The previews of a wave, before any of its stacks is changed. */
export interface ReviewedWave {
  operation: FleetOperation;
  /** From 1 on. */
  wave: number;
  waves: number;
  stacks: readonly ReviewedStack[];
  /** Stacks of later waves. */
  later: number;
}

/** What a person says to a wave: it goes on, all later ones too, or the run ends here. */
export type Approval = "wave" | "run" | "none";

/** What a caller hears while a run goes on. */
export type FleetEvent =
  | {
      kind: "run";
      run: string;
      operation: FleetOperation;
      stacks: number;
      waves: number;
      jobs: number;
    }
  | { kind: "wave"; wave: number; waves: number; stacks: readonly string[] }
  | StackRecord
  | DeploymentRecord
  | { kind: "progress"; id: string; event: ProgressEvent }
  | {
      kind: "pause";
      id: string;
      why: "retry" | "conflict" | "rate";
      milliseconds: number;
      message: string;
    }
  | { kind: "cancelling"; inFlight: readonly string[] }
  | { kind: "stopped"; message: string };

/** A run of a fleet, after its end or as it is. */
export interface FleetRunResult {
  run: string;
  operation: FleetOperation;
  fleet: string;
  /** `running`: a process works on it. */
  status: "done" | "failed" | "blocked" | "conflict" | "cancelled" | "interrupted" | "running";
  exitCode: number;
  /** In the order of the waves. */
  stacks: readonly StackStatus[];
}
