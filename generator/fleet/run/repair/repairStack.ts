import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import type { AwsConnection } from "../../../../components/aws/awsConnection.js";
import { connectionTo } from "../../../../components/aws/awsConnection.js";
import { settingsFrom } from "../../../../components/aws/providerSettings.js";
import type { FailedCreation } from "../../../automation/failedCreation.js";
import { CommandFailure } from "../../../automation/commandFailure.js";
import { runCommand } from "../../../automation/commandRun.js";
import { openStack } from "../../../automation/openStack.js";
import { endLeftUpdates } from "../../../automation/sessionProcesses.js";
import type { StackOptions } from "../../../automation/stackOptions.js";
import { removeLeftover } from "../../../project/removeLeftover.js";
import { accountOf } from "./awsQuery.js";
import { ownCreations, withFailedObjects } from "./failedObjects.js";
import { importId } from "./importId.js";
import type { LookUpResult } from "./lookUp.js";
import { canLookUp, lookUpObject } from "./lookUpObject.js";
import {
  type ExportedDeployment,
  type ExportedResource,
  isReplacement,
  knownObjects,
  pendingCreates,
  settledDeployment,
} from "./pendingCreates.js";
import { isStaleLock } from "./staleLock.js";

interface ExportedState {
  version: number;
  deployment: ExportedDeployment | null;
}

/**
 * Repairs what an interrupted change left in a stack's state: each creation of unknown end is looked up in AWS by the name
 * that the engine had saved, and becomes a resource of the state, or is forgotten where there is no such object. The next
 * operation has to refresh the state. What a failed creation has made all the same becomes a resource of the state too.
 *
 * @param since When the run began: a lock since then whose process is dead is ours.
 * @param failedCreations Those of the run's updates of the stack.
 * @returns What a person has to do first, where something cannot be looked up; then nothing was changed.
 * @throws {CliError} if the stack cannot be opened, or another update holds it.
 */
export async function repairStack(
  options: StackOptions,
  since: string,
  failedCreations: readonly FailedCreation[] = [],
): Promise<string | undefined> {
  const stack = await openStack(options);
  // A provider whose engine is dead may make what the look-up then has not seen.
  endLeftUpdates(stack.workspace.workDir, stack.name);
  const state = JSON.parse(await pulumi(stack, options, "stack", "export")) as ExportedState;
  const { deployment } = state;
  if (!deployment) return undefined;
  const failed = ownCreations(failedCreations, deployment);
  if (!deployment.pending_operations?.length && failed.length === 0) return undefined;
  const found = new Map<string, LookUpResult>();
  const unknown: ExportedResource[] = [];
  for (const resource of pendingCreates(deployment)) {
    const object = await findPending(stack, deployment, resource);
    if (object === undefined) unknown.push(resource);
    else found.set(resource.urn, object);
  }
  if (unknown.length > 0) return whatToDo(stack, unknown);
  const settled = settledDeployment(deployment, found);
  const objects = await findFailed(stack, settled, failed);
  const whole = withFailedObjects(settled, objects);
  if (whole.adopted.length === 0 && settled.pending_operations === deployment.pending_operations)
    return undefined;
  await importState(stack, options, { ...state, deployment: whole.deployment }, since);
  await keepThose(stack, options, whole.adopted);
  return undefined;
}

/** What failed creations have made, as far as that can be looked up. */
async function findFailed(
  stack: Stack,
  deployment: ExportedDeployment,
  creations: readonly FailedCreation[],
): Promise<[FailedCreation, LookUpResult][]> {
  const found: [FailedCreation, LookUpResult][] = [];
  for (const creation of creations) {
    const object = await findObject(stack, deployment, creation);
    if (object !== undefined) found.push([creation, object]);
  }
  return found;
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
  await pulumi(stack, options, "refresh", "--yes", "--skip-preview", ...targets);
}

/** Takes a stack's lock away, whoever has it. */
export async function freeStack(options: StackOptions): Promise<void> {
  const stack = await openStack(options);
  await pulumi(stack, options, "cancel", "--yes");
}

async function findPending(
  stack: Stack,
  deployment: ExportedDeployment,
  resource: ExportedResource,
): Promise<LookUpResult | undefined> {
  // What it replaces must not go before it is known that there is a replacement.
  return !canLookUp(resource.type) && isReplacement(deployment, resource.urn)
    ? undefined
    : findObject(stack, deployment, resource);
}

async function findObject(
  stack: Stack,
  deployment: ExportedDeployment,
  { type, inputs = {}, provider }: ExportedResource,
): Promise<LookUpResult | undefined> {
  if (canLookUp(type)) {
    const connection = await connectionOf(stack, deployment, provider);
    return lookUpObject(connection, { type, inputs }, knownObjects(deployment));
  }
  const id = await importId(type, inputs, async () => {
    const connection = await connectionOf(stack, deployment, provider);
    return { account: (await accountOf(connection)) ?? "", region: connection.region };
  });
  return id === undefined ? undefined : { importId: id };
}

/** How the resource's provider reaches AWS: with its own settings, or else with the stack's. */
async function connectionOf(
  stack: Stack,
  { resources = [] }: ExportedDeployment,
  provider = "",
): Promise<AwsConnection> {
  const own = resources.find(({ urn, id }) => provider === `${urn}::${id ?? ""}`)?.inputs ?? {};
  const config = await stack.getAllConfig();
  // A secret is encrypted in the state.
  const setting = (key: string): unknown =>
    typeof own[key] === "string" ? own[key] : config[`aws:${key}`]?.value;
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const region = setting("region") ?? AWS_REGION ?? AWS_DEFAULT_REGION;
  return connectionTo(typeof region === "string" ? region : "", settingsFrom(setting));
}

/** The state goes in with its secrets encrypted, by a file that only this user reads. */
async function importState(
  stack: Stack,
  options: StackOptions,
  state: ExportedState,
  since: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-state-"));
  try {
    const file = join(folder, "state.json");
    await writeFile(file, JSON.stringify(state), { mode: 0o600 });
    const take = (): Promise<string> => pulumi(stack, options, "stack", "import", "--file", file);
    try {
      await take();
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      if (!isStaleLock([{ urn: "", message: error.output.stderr }], since)) throw error;
      await pulumi(stack, options, "cancel", "--yes");
      await take();
    }
  } finally {
    await removeLeftover(folder);
  }
}

async function pulumi(
  { name, workspace }: Stack,
  { environmentVariables = {}, signal, killSignal }: StackOptions,
  ...words: string[]
): Promise<string> {
  const { stdout } = await runCommand([...words, "--stack", name], {
    cwd: workspace.workDir,
    environment: environmentVariables,
    signal: undefined,
    observer: { signal, killSignal },
  });
  return stdout;
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
