import type { PlannedOperation } from "../../automation/plannedOperations.js";
import type { FailedCreation } from "../../automation/failedCreation.js";
import type { OperationError } from "../../automation/failure.js";
import type { MadeResource } from "../../automation/madeResource.js";
import type { ResourceOperation } from "../../automation/pendingOperations.js";
import type { StackDeployment } from "../remote/stackDeployment.js";
import type { Changes } from "../../automation/report.js";
import type { KeptEvent } from "./keptEvent.js";

/** What a run of a fleet does to its stacks. */
export type FleetOperation = "up" | "destroy";

/**
 * Where a stack is in a run. `gated`: its preview has passed and the change waits to begin; `applying`: from here on AWS
 * may have changed; `interrupted`: the change was begun, and was cancelled or lost its runner; `skipped`: never begun.
 */
export type StackState =
  | "queued"
  | "previewing"
  | "gated"
  | "applying"
  | "done"
  | "failed"
  | "interrupted"
  | "skipped";

/**
 * Why a stack is not done. `policy`: a mandatory one is violated; `gate`: more replaces or deletes than the rollout allows;
 * `declined`: a person said no; `conflict`: another update holds it; `timeout`: it took longer than the rollout allows;
 * `repair`: an interrupted change left something that cannot be looked up; `error`: anything else.
 */
export type FailureReason =
  | "policy"
  | "gate"
  | "declined"
  | "conflict"
  | "timeout"
  | "repair"
  | "error";

/** The first line of a journal: what the run is about. */
export interface RunRecord {
  kind: "run";
  /** Of the journal's form. */
  version: 1;
  run: string;
  operation: FleetOperation;
  fleet: string;
  /** The fleet's file, relative to the folder of the journal's `.slipway`. */
  file: string;
  /** SHA-256 of the fleet's file. */
  fleetHash: string;
  slipway: string;
  node: string;
  /** Whether Pulumi Deployments works on the stacks, and not this machine. */
  remote?: true;
  /** Ids of the run's stacks by wave. */
  waves: readonly (readonly string[])[];
  at: string;
}

/** A process has begun to write: the one that started the run, or one that resumes it. */
export interface WriterRecord {
  kind: "writer";
  host: string;
  pid: number;
  at: string;
}

/** A stack has come to a state. */
export interface StackRecord {
  kind: "stack";
  id: string;
  state: StackState;
  at: string;
  /** SHA-256 of what the stack is made of, when its work began. */
  inputHash?: string;
  /** Which try of the work it is, from 1 on. */
  attempt?: number;
  reason?: FailureReason;
  /** For people: why it failed or was skipped, and what to do. */
  message?: string;
  /** How many violations of mandatory policies have stopped it. */
  violations?: number;
  changes?: Changes;
  /** The changes to come, of a gated stack. */
  operations?: readonly PlannedOperation[];
  /** Changes that were in flight when the stack was interrupted. */
  inFlight?: readonly ResourceOperation[];
  errors?: readonly OperationError[];
  durationSeconds?: number;
}

/** A deployment that works on a stack has been asked for, has begun or has ended. */
export interface DeploymentRecord {
  kind: "deployment";
  /** Of the stack. */
  id: string;
  deployment: StackDeployment;
  at: string;
}

/**
 * A creation of a stack has failed: its object may be there all the same, and no state knows of it. Where the state may be cut
 * off, each one that has succeeded is told too.
 */
export interface CreationRecord {
  kind: "creation";
  /** Of the stack. */
  id: string;
  creation: FailedCreation | MadeResource;
  at: string;
}

/** What becomes of the copy of a stack's state, from which the state is put together where it is cut off. */
export interface KeptRecord {
  kind: "kept";
  /** Of the stack. */
  id: string;
  event: KeptEvent;
  at: string;
}

/** The run was asked to stop: nothing more is begun. */
export interface CancelRecord {
  kind: "cancel";
  at: string;
}

/** The writer has ended its work. */
export interface EndRecord {
  kind: "end";
  exitCode: number;
  at: string;
}

/** One line of a journal. */
export type JournalRecord =
  | RunRecord
  | WriterRecord
  | StackRecord
  | DeploymentRecord
  | CreationRecord
  | KeptRecord
  | CancelRecord
  | EndRecord;
