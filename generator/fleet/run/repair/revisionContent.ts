import { isMap } from "../../../../policies/resource/secretSignature.js";
import { cpuUnits, memoryMiB } from "../../../../policies/text/taskSizeText.js";
import { hasSecret } from "../../../automation/failedCreation.js";
import { isEmpty, isSaid } from "./saidValue.js";

type Values = Readonly<Record<string, unknown>>;

/** A revision of a task definition, as `DescribeTaskDefinition` answers. */
export interface DescribedRevision {
  taskDefinition: object;
  tags?: readonly { key?: string | undefined; value?: string | undefined }[] | undefined;
}

/** AWS answers with these as they were given. */
const GIVEN = [
  ...["networkMode", "taskRoleArn", "executionRoleArn", "pidMode", "ipcMode", "runtimePlatform"],
] as const;

/**
 * Whether a revision has the content that the inputs of a task definition ask for.
 *
 * @returns Nothing where it cannot be told, since they are secret.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
 */
export function isRevisionOf(inputs: Values, revision: DescribedRevision): boolean | undefined {
  const found = revision.taskDefinition as Values;
  const containers = containersOf(inputs["containerDefinitions"]);
  const said = aroundContainers(inputs);
  const all = aroundContainers(found);
  const tags = inputs["tagsAll"] ?? inputs["tags"];
  const isOther =
    Object.keys(said).some((name) => !isGiven(name, said[name], all[name])) ||
    (containers !== undefined && !isSaid(containers, found["containerDefinitions"])) ||
    !hasTags(tags, revision);
  if (isOther) return false;
  return containers === undefined || hasSecret({ ...said, tags }) ? undefined : true;
}

/** All that tells revisions apart besides their containers, as far as AWS and a program write it in one way. */
function aroundContainers(values: Values): Values {
  const { cpu, memory, volumes, requiresCompatibilities } = values;
  return {
    ...Object.fromEntries(GIVEN.map((name) => [name, withoutNotes(values[name])])),
    cpu: sizeOf(cpu, cpuUnits),
    memory: sizeOf(memory, memoryMiB),
    requiresCompatibilities: sorted(requiresCompatibilities),
    volumes: hasSecret(volumes) ? volumes : sorted(namesOf(volumes)),
  };
}

/** AWS adds none of these but the network mode. */
function isGiven(name: string, said: unknown, found: unknown): boolean {
  if (hasSecret(said)) return true;
  if (isEmpty(said)) return name === "networkMode" || isEmpty(found);
  return isSaid(said, found);
}

/** What the text of the containers says; nothing where it is not to be read, or was read with something left out. */
function containersOf(text: unknown): unknown[] | undefined {
  if (typeof text !== "string" || text.includes("[secret]")) return undefined;
  try {
    const containers: unknown = JSON.parse(text);
    return Array.isArray(containers) ? containers : undefined;
  } catch {
    return undefined;
  }
}

/** Tags of who registers, or of AWS, may come on top. */
function hasTags(said: unknown, { tags = [] }: DescribedRevision): boolean {
  if (!isMap(said)) return true;
  const found = new Map(tags.map(({ key, value = "" }) => [key, value]));
  return Object.entries(said)
    .filter(([key, value]) => key !== "__defaults" && !hasSecret(value))
    .every(([key, value]) => found.get(key) === value);
}

/** A map without what a provider notes in it. */
function withoutNotes(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "__defaults"));
}

function namesOf(volumes: unknown): unknown[] {
  return Array.isArray(volumes)
    ? volumes.map((volume: unknown) => (isMap(volume) ? volume["name"] : undefined))
    : [];
}

function sorted(values: unknown): unknown {
  return Array.isArray(values) ? [...(values as unknown[])].sort() : values;
}

function sizeOf(value: unknown, read: typeof cpuUnits): unknown {
  return (typeof value === "string" ? read(value) : undefined) ?? value;
}
