import type { Stack } from "@pulumi/pulumi/automation";
import { answerOf } from "./answerOf.js";
import { type EngineRun, runEngine } from "./engineRun.js";
import { openStack } from "./openStack.js";
import { endOf, type OperationResult, statusOf, type UnfinishedStatus } from "./operationResult.js";
import { type PlannedOperation, plannedOperations } from "./plannedOperations.js";
import { assertNotCancelled } from "./previewStack.js";
import { type Changes, changesOf } from "./report.js";
import type { StackOptions } from "./stackOptions.js";

/** The removal of a stack's resources, after its end. */
export interface DestroyResult extends OperationResult<"destroyed"> {
  /** Whether the stack itself is gone too, with its configuration and its history. */
  removed: boolean;
}

/** What there is to decide on between the preview and the removal. */
export interface PlannedRemoval {
  changes: Changes;
  /** The removals of resources, one by one, in the preview's order. */
  operations: PlannedOperation[];
}

/** Options of `destroyStack`. */
export interface DestroyOptions extends Omit<StackOptions, "createStack" | "policyConfiguration"> {
  /**
   * Removes the stack itself as well, with its configuration file and its history.
   *
   * @default false
   */
  remove?: boolean;
  /**
   * Asks the providers first how the resources are: after an operation that did not end.
   *
   * @default false
   */
  refresh?: boolean | undefined;
  /**
   * Is asked after a preview of the removal.
   *
   * @default - the removal follows
   */
  approve?: ((planned: PlannedRemoval) => Promise<boolean>) | undefined;
}

/**
 * Deletes all resources of a stack.
 *
 * @throws {CliError} if the stack cannot be opened or the request to cancel came before the start.
 */
export async function destroyStack(options: DestroyOptions): Promise<DestroyResult> {
  assertNotCancelled(options);
  const startedAt = Date.now();
  const stack = await openStack(options);
  const stop = await stopBeforeDestroy(stack, options);
  if (stop) {
    const end = await endOf(stack, stop.preview, startedAt);
    return { ...end, status: stop.status, changes: {}, removed: false };
  }
  const run = await runEngine("destroy", options, (hooks) =>
    stack.destroy({ ...hooks, refresh: options.refresh === true, showSecrets: false }),
  );
  const end = await endOf(stack, run, startedAt);
  const status = statusOf(run, "destroyed");
  const removed = status === "destroyed" && options.remove === true;
  if (removed) {
    await stack.workspace.removeStack(stack.name);
  }
  return { ...end, status, changes: changesOf(run.facts), removed };
}

/** Asks, when there is somebody to ask; gives why the removal does not follow. */
async function stopBeforeDestroy(
  stack: Stack,
  options: DestroyOptions,
): Promise<{ preview: EngineRun; status: UnfinishedStatus } | undefined> {
  if (!options.approve) {
    return undefined;
  }
  const preview = await runEngine("preview", options, (hooks) => stack.previewDestroy(hooks));
  const status = statusOf(preview, "previewed");
  if (status !== "previewed") {
    return { preview, status };
  }
  const { approve, signal } = options;
  const planned = {
    changes: changesOf(preview.facts),
    operations: plannedOperations(preview.facts),
  };
  const approved = await answerOf(approve(planned), signal);
  if (signal?.aborted === true) return { preview, status: "cancelled" };
  return approved ? undefined : { preview, status: "declined" };
}
