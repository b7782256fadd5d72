import type { PolicyConfiguration, Violation } from "../../../policies/pack.js";
import type { PolicyPackRequest } from "../../offline/packs/policyPackRequest.js";
import type { FailedCreation } from "../../automation/failedCreation.js";
import type { MadeResource } from "../../automation/madeResource.js";
import type { OperationResult } from "../../automation/operationResult.js";
import type { PlannedOperation } from "../../automation/plannedOperations.js";
import type { ProgressEvent } from "../../automation/progress.js";
import type { Changes } from "../../automation/report.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import type { StackDeployment } from "../remote/stackDeployment.js";
import type { FleetOperation } from "./journalRecord.js";
import type { KeptEvent } from "./keptEvent.js";
import type { KeptState } from "./keptState.js";

/** What there is to decide on between a stack's preview and its change. */
export interface PlannedStack {
  changes: Changes;
  operations: readonly PlannedOperation[];
}

/** What is to be done to one stack. */
export interface StackTask {
  stack: FleetStack;
  operation: FleetOperation;
  /** Asks the providers first how the resources are: after a change that did not end. */
  refresh: boolean;
  /** When the run began whose change was interrupted: locks since then may be its, and pending creates are looked up. */
  repairSince?: string | undefined;
  /** Creations of the run's earlier updates that have failed; what they made all the same is looked up by the repair. */
  failedCreations?: readonly FailedCreation[] | undefined;
  /** Those of the run's other stacks that are not done, any of which may have made what looks like this stack's. */
  failedElsewhere?: readonly FailedCreation[] | undefined;
  /** The stack's state before its last update in the run, where it was not whole after that one. */
  keptState?: KeptState | undefined;
  /** The folder for a copy of the stack's state before each update, where its backend may cut the state off. */
  keepStatesIn?: string | undefined;
  /** Holds the update to the plan of its preview. */
  savedPlan?: boolean | undefined;
  policyConfiguration?: PolicyConfiguration | undefined;
  policyPacks?: readonly PolicyPackRequest[] | undefined;
  /** Makes the stack when there is none. */
  createStack?: boolean | undefined;
  /** Environment variables for the Pulumi CLI and the program. */
  environmentVariables?: Record<string, string> | undefined;
  /** What works on it in Pulumi Deployments, or did last. */
  deployment?: StackDeployment | undefined;
}

/** Who watches over the work on a stack. */
export interface StackWatch {
  /** Aborting it cancels the work once: the engine ends what is in flight and writes its state. */
  signal: AbortSignal;
  /** Aborting it ends everything at once. */
  killSignal?: AbortSignal | undefined;
  /** Is asked between a preview that has changes and the change. */
  approve: (planned: PlannedStack) => Promise<boolean>;
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  /** Hears of every creation that has failed, at once. */
  onFailedCreation?: ((creation: FailedCreation) => void) | undefined;
  /** Hears of every resource that was made since a state was copied. */
  onMade?: ((made: MadeResource) => void) | undefined;
  /** Hears what becomes of the copy of the state; when it comes back, that is on the disk. */
  onKept?: ((event: KeptEvent) => Promise<void> | void) | undefined;
  /** Hears of each deployment before it is asked for, and before it is waited for: what is told is on the disk then. */
  onDeployment?: ((deployment: StackDeployment) => void) | undefined;
}

/**
 * How the work on a stack ended. `lost`: its process is gone without a word, and the change may go on; `unrepaired`: an
 * interrupted change left something that cannot be looked up.
 */
export type StackEnd = OperationResult<
  "updated" | "unchanged" | "destroyed" | "lost" | "unrepaired"
> & {
  /** The mandatory policies that stopped it. */
  violations: readonly Violation[];
};

/** Does the work on one stack, apart from all others. */
export type StackRunner = (task: StackTask, watch: StackWatch) => Promise<StackEnd>;

/** An end without any change. */
export function endWithout(stack: string, status: StackEnd["status"], message: string): StackEnd {
  return {
    stack,
    status,
    changes: {},
    errors: [{ urn: "", message }],
    inFlight: [],
    pendingOperations: [],
    durationSeconds: 0,
    violations: [],
  };
}
