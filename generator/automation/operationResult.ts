import { CliError, EXIT_CANCELLED } from "../cliError.js";
import type { Stack } from "@pulumi/pulumi/automation";
import type { EngineRun } from "./engineRun.js";
import { errorsOf, failureCause, type OperationError } from "./failure.js";
import {
  pendingOperations,
  type ResourceOperation,
  resourceOperations,
} from "./pendingOperations.js";
import type { Changes } from "./report.js";
import { unlockCommand } from "./unlockCommand.js";

/**
 * How an operation ended that did not do its work. `blocked`: a mandatory policy is violated; `declined`: `approve`
 * said no; `conflict`: another update holds the stack.
 */
export type UnfinishedStatus = "blocked" | "declined" | "conflict" | "cancelled" | "failed";

/** An operation on a stack, after its end. */
export interface OperationResult<Status extends string> {
  stack: string;
  status: Status | UnfinishedStatus;
  /** Resources by what was done to them; empty when nothing was begun. */
  changes: Changes;
  errors: OperationError[];
  /** The changes that were in flight when the operation was cancelled; the engine has ended them since. */
  inFlight: ResourceOperation[];
  /** Changes that have begun and of which the state does not know the end: `pulumi refresh` asks AWS. */
  pendingOperations: ResourceOperation[];
  /** The command that frees the stack, where a lock may be left or another update holds it. */
  unlockCommand?: string;
  durationSeconds: number;
}

/** The exit code of the command for each way in which an operation can end. */
export function exitCodeOf(status: string): number {
  const codes: Record<string, number> = { failed: 1, declined: 1, blocked: 2, conflict: 4 };
  return status === "cancelled" ? EXIT_CANCELLED : (codes[status] ?? 0);
}

/** How a run ended: `finished`, or why it did not. */
export function statusOf<Status extends string>(
  run: EngineRun,
  finished: Status,
): Status | UnfinishedStatus {
  if (!run.failure) {
    return finished;
  }
  const cause = failureCause({ ...run, output: run.failure });
  return cause === "policy" ? "blocked" : cause;
}

/** What every result tells about a run besides its status and its changes. */
export async function endOf(
  stack: Stack,
  run: EngineRun,
  startedAt: number,
): Promise<Omit<OperationResult<never>, "status" | "changes">> {
  const pending = run.failure ? await knownPendingOperations(stack) : NOTHING_PENDING;
  const unlock = unlockCommand(stack, run);
  return {
    stack: stack.name,
    errors: run.failure ? [...errorsOf({ ...run, output: run.failure }), ...pending.errors] : [],
    inFlight: resourceOperations(run.inFlight),
    pendingOperations: pending.operations,
    ...(unlock !== undefined && { unlockCommand: unlock }),
    durationSeconds: secondsSince(startedAt),
  };
}

const NOTHING_PENDING = { operations: [], errors: [] };

/** A state that cannot be read after a failure is told after that failure, and does not take its place. */
async function knownPendingOperations(
  stack: Stack,
): Promise<{ operations: ResourceOperation[]; errors: OperationError[] }> {
  try {
    return { operations: await pendingOperations(stack), errors: [] };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const message = `the stack's state cannot be read for changes of unknown end: ${error.message}`;
    return { operations: [], errors: [{ urn: "", message }] };
  }
}

/** Seconds since a moment, to one place. */
export function secondsSince(startedAt: number): number {
  return Math.round((Date.now() - startedAt) / 100) / 10;
}
