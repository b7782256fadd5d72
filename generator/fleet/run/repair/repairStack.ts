import type { Stack } from "@pulumi/pulumi/automation";
import { openStack } from "../../../automation/openStack.js";
import { endLeftUpdates } from "../../../automation/sessionProcesses.js";
import type { StackOptions } from "../../../automation/stackOptions.js";
import { removeCutOffLocks } from "./cutOffLocks.js";
import { ownCreations, withFailedObjects } from "./failedObjects.js";
import { importState } from "./importState.js";
import type { LookUpResult } from "./lookUp.js";
import { type ExportedResource, pendingCreates, settledDeployment } from "./pendingCreates.js";
import { restoreState } from "./restoreState.js";
import { type ExportedState, exportState, onStack } from "./stackCommand.js";
import { type RepairFacts, StackObjects } from "./stackObjects.js";
import type { StateKeeper } from "./stateKeeper.js";

/**
 * Repairs what an interrupted change left in a stack's state: each creation of unknown end is looked up in AWS by the name
 * that the engine had saved, and becomes a resource of the state, or is forgotten where there is no such object. The next
 * operation has to refresh the state. What a failed creation has made all the same becomes a resource of the state too. A
 * state that a full disk has cut off is put together first.
 *
 * @param keeper Keeps the state while it is repaired.
 * @returns What a person has to do first, where something cannot be looked up; then nothing was changed.
 * @throws {CliError} if the stack cannot be opened, or another update holds it.
 */
export async function repairStack(
  options: StackOptions,
  facts: RepairFacts,
  keeper?: Pick<StateKeeper, "around">,
): Promise<string | undefined> {
  const stack = await openStack(options);
  // A provider whose engine is dead may make what the look-up then has not seen.
  endLeftUpdates(stack.workspace.workDir, stack.name);
  await removeCutOffLocks(stack);
  const put = (whole: ExportedState): Promise<void> =>
    importState(stack, options, whole, facts.since);
  const problem = await restoreState(stack, facts, put);
  if (problem !== undefined) return problem;
  const state = await exportState(stack, options);
  const { deployment } = state;
  if (!deployment) return undefined;
  const failed = ownCreations(facts.failedCreations ?? [], deployment);
  if (!deployment.pending_operations?.length && failed.length === 0) return undefined;
  const objects = new StackObjects(stack, options, deployment, facts);
  const found = new Map<string, LookUpResult>();
  const unknown: ExportedResource[] = [];
  for (const resource of pendingCreates(deployment)) {
    const object = await objects.ofPending(resource);
    if (object === undefined) unknown.push(resource);
    else found.set(resource.urn, object);
  }
  if (unknown.length > 0) return whatToDo(stack, unknown);
  const settled = settledDeployment(deployment, found);
  const whole = withFailedObjects(settled, await objects.ofFailed(failed));
  if (whole.adopted.length === 0 && settled.pending_operations === deployment.pending_operations)
    return undefined;
  const repair = async (): Promise<void> => {
    await put({ ...state, deployment: whole.deployment });
    await keepThose(stack, options, whole.adopted);
  };
  await (keeper ? keeper.around(repair) : repair());
  return undefined;
}

/**
 * Has the provider read resources that may not exist, and take those out of the state. Most failed creations have made
 * nothing, and whoever updates the stack next need not refresh it.
 */
async function keepThose(
  stack: Stack,
  options: StackOptions,
  urns: readonly string[],
): Promise<void> {
  if (urns.length === 0) return;
  const targets = urns.flatMap((urn) => ["--target", urn]);
  await onStack(stack, options, "refresh", "--yes", "--skip-preview", ...targets);
}

/** Takes a stack's lock away, whoever has it. */
export async function freeStack(options: StackOptions): Promise<void> {
  const stack = await openStack(options);
  await onStack(stack, options, "cancel", "--yes");
}

function whatToDo({ name, workspace }: Stack, unknown: readonly ExportedResource[]): string {
  const at = `--stack ${name} --cwd ${workspace.workDir}`;
  return [
    "an interrupted update may have made these, and AWS alone knows their ids:",
    ...unknown.map(({ urn }) => `  ${urn}`),
    "Look for each in AWS. Where it exists, delete it there, since its state is lost; then run " +
      `'pulumi refresh --clear-pending-creates --yes ${at}' and 'slipway fleet resume'.`,
  ].join("\n");
}
