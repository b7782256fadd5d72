import type { Stack } from "@pulumi/pulumi/automation";
import type { RunningChanges } from "./progress.js";

/** A change to a resource that has begun. */
export interface ResourceOperation {
  urn: string;
  /** What was being done, in the engine's words: `create`, `update`, `delete`… */
  operation: string;
}

/** Changes in flight, as plain data. */
export function resourceOperations(running: RunningChanges): ResourceOperation[] {
  return [...running].map(([urn, { operation }]) => ({ urn, operation }));
}

interface ExportedState {
  pending_operations?: { resource: { urn: string }; type: string }[];
}

/**
 * Operations that the stack's state holds as begun and not ended, because the engine was killed meanwhile. Such a
 * resource may exist in AWS without being in the state.
 */
export async function pendingOperations(stack: Stack): Promise<ResourceOperation[]> {
  const { deployment } = (await stack.exportStack()) as { deployment: ExportedState | null };
  const pending = deployment?.pending_operations ?? [];
  return pending.map(({ resource, type }) => ({ urn: resource.urn, operation: type }));
}
