import { endWithout, type StackEnd } from "../../../generator/fleet/run/stackRunner.js";
import type {
  ExportedDeployment,
  ExportedResource,
} from "../../../generator/fleet/run/repair/pendingCreates.js";
import { seededRandom } from "../seededRandom.js";
import { CloudError, type CloudFolder } from "./cloudFolder.js";
import type { FaultyCloud } from "./faultyCloud.js";
import { PROGRAM, urnOf } from "./simulatedMessage.js";
import { LockedError, type StateFolder } from "./stateFolder.js";

/** What the engine of one stack works with. */
export interface EngineParts {
  stack: string;
  /** From which the names of objects are made up. */
  seed: number;
  /** How often the stack's engine was started before. */
  start: number;
  refresh: boolean;
  calls: FaultyCloud;
  cloud: CloudFolder;
  state: StateFolder;
  /** Whether it was told to end what it does, and begin nothing more. */
  isCancelled: () => boolean;
  approve: (creates: readonly ExportedResource[]) => Promise<boolean>;
}

/** Previews and updates one stack as Pulumi's engine does: what it begins stands in the state first. */
export async function runSimulatedEngine(parts: EngineParts): Promise<StackEnd> {
  const { stack, state } = parts;
  try {
    const creates = missing(parts, state.read());
    if (creates.length === 0 && !parts.refresh) return ended(parts, "unchanged");
    if (!(await parts.approve(creates))) return ended(parts, "declined");
    const unlock = state.lock();
    try {
      return ended(parts, await update(parts));
    } finally {
      unlock();
    }
  } catch (error) {
    if (error instanceof LockedError) return endWithout(stack, "conflict", error.message);
    if (!isOrdinary(error)) throw error;
    const end = endWithout(stack, "failed", error.message);
    const pending = state.read().pending_operations ?? [];
    return {
      ...end,
      pendingOperations: pending.map(({ resource, type }) => ({
        urn: resource.urn,
        operation: type,
      })),
    };
  }
}

function isOrdinary(error: unknown): error is Error {
  return error instanceof CloudError || (error as NodeJS.ErrnoException).code === "ENOSPC";
}

function ended({ stack }: EngineParts, status: StackEnd["status"]): StackEnd {
  return { ...endWithout(stack, status, ""), errors: [] };
}

/** What the program has and the state has not, with names that are made up anew at each start. */
function missing(
  { stack, seed, start }: EngineParts,
  { resources = [] }: ExportedDeployment,
): ExportedResource[] {
  const random = seededRandom(seed, stack, start, "names");
  return PROGRAM.flatMap(({ type, name }) => {
    const urn = urnOf(stack, type, name);
    const suffix = Math.floor(random() * 0x10000000).toString(16);
    if (resources.some((each) => each.urn === urn)) return [];
    return [{ urn, type, custom: true, inputs: { name: `${stack}-${name}-${suffix}` } }];
  });
}

async function update(parts: EngineParts): Promise<StackEnd["status"]> {
  if (parts.refresh) await refresh(parts);
  for (const resource of missing(parts, parts.state.read())) {
    if (parts.isCancelled()) return "cancelled";
    await create(parts, resource);
  }
  return "updated";
}

/** Asks for each resource of the state: one without outputs is imported, and one that is gone is forgotten. */
async function refresh({ calls, cloud, state }: EngineParts): Promise<void> {
  const deployment = state.read();
  const resources: ExportedResource[] = [];
  for (const resource of deployment.resources ?? []) {
    const { type } = resource;
    const name = nameOf(resource);
    const object = await calls.call(`Describe ${type}`, () => cloud.find(type, name));
    if (object) resources.push({ ...resource, id: object.id, outputs: { name } });
  }
  state.write({ ...deployment, resources });
}

async function create(
  { calls, cloud, state, seed, start }: EngineParts,
  resource: ExportedResource,
): Promise<void> {
  const { type } = resource;
  const name = nameOf(resource);
  const { resources = [], pending_operations: pending = [] } = state.read();
  const without = { resources, pending_operations: pending };
  state.write({
    resources,
    pending_operations: [...pending, { type: "creating", resource }],
  });
  let id = "";
  try {
    id = await calls.call(`Create ${type}`, () => {
      return cloud.create(type, name, `${seed}-${start}-${name}`);
    });
    await calls.call(`Describe ${type}`, () => cloud.find(type, name));
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    // The provider has said that nothing was made, or has left what it made in the state.
    const made = id === "" ? [] : [{ ...resource, id, outputs: { name } }];
    state.write({ ...without, resources: [...resources, ...made] });
    throw error;
  }
  state.write({ ...without, resources: [...resources, { ...resource, id, outputs: { name } }] });
}

function nameOf({ inputs = {} }: ExportedResource): string {
  return String(inputs["name"]);
}
