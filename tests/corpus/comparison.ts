import type { SampleContainer, SampleTask } from "./sample.js";

/** How the registered task definition differs from the sample. */
export interface Comparison {
  /** Paths of fields whose values differ, with both values. */
  differing: string[];
  /** Paths of fields that the sample does not have. */
  added: string[];
}

/** What the names of AWS stand for in the component's own inputs. */
export interface Registered {
  containerDefinitions: string;
  [field: string]: unknown;
}

/** Fields that are the component's own by design: names, and roles that it makes. */
const OWN = ["family", "executionRoleArn", "taskRoleArn", "revision", "taskDefinitionArn"];

/** Compares a sample with what is registered for it, field by field. */
export function compare(sample: SampleTask, registered: Registered): Comparison {
  const result: Comparison = { differing: [], added: [] };
  const { containerDefinitions, ...task } = sample;
  const { containerDefinitions: text, ...inputs } = registered;
  compareFields("", fieldsOf(task), fieldsOf(inputs), result);
  const made = JSON.parse(text) as SampleContainer[];
  for (const [i, container] of (containerDefinitions ?? []).entries()) {
    const other = made.find(
      ({ name }) => name === (container.name ?? (i === 0 ? "app" : `app-${i}`)),
    );
    const at = `containerDefinitions[${i}].`;
    if (other) compareFields(at, settled(container), settled(other), result);
    else result.differing.push(`${at}name: ${String(container.name)} is not there`);
  }
  return result;
}

function fieldsOf(task: Record<string, unknown> | object): Record<string, unknown> {
  const fields = Object.fromEntries(Object.entries(task).filter(([key]) => !OWN.includes(key)));
  const { volumes, proxyConfiguration: proxy } = fields;
  return {
    ...fields,
    ...(Array.isArray(volumes) && { volumes: volumes.map(volumeOf) }),
    ...(proxy !== undefined && { proxyConfiguration: proxyOf(proxy) }),
  };
}

function volumeOf(volume: Record<string, unknown>): object {
  const { host, ...rest } = volume;
  const path = (host as { sourcePath?: string } | undefined)?.sourcePath;
  return { ...rest, ...(path !== undefined && { hostPath: path }) };
}

/** Properties of App Mesh's proxy. As a list or as a map are the same, and what is empty says nothing. */
function proxyOf(proxy: unknown): object {
  const { containerName, properties } = proxy as { containerName: string; properties: unknown };
  const entries = Array.isArray(properties)
    ? (properties as { name: string; value: string }[]).map(({ name, value }) => [name, value])
    : Object.entries(properties as Record<string, string>);
  const sorted = entries
    .filter(([, value]) => value !== "")
    .map(([name, value]) => [name, String(value).split(",").sort().join(",")]);
  return { containerName, properties: Object.fromEntries(sorted) as object };
}

/** ARN of a parameter of the account and region that programs are tested in. */
const PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/";

const sorted = (names: readonly string[] | undefined) => [...(names ?? [])].sort();

/** A container without what says the same as nothing. */
function settled(container: SampleContainer): Record<string, unknown> {
  const { portMappings, mountPoints, healthCheck, logConfiguration: log, ...rest } = container;
  const { secrets, linuxParameters: linux } = container as {
    secrets?: { name: string; valueFrom: string }[];
    linuxParameters?: { capabilities?: { add?: string[]; drop?: string[] } };
  };
  const capabilities = linux?.capabilities;
  const listed = (value: unknown) => (Array.isArray(value) ? (value as object[]) : []);
  return {
    ...rest,
    essential: rest.essential ?? true,
    cpu: rest.cpu === 0 ? undefined : rest.cpu,
    healthCheck,
    // Capabilities have no order, and a name is a parameter's of the account and region.
    linuxParameters: linux && {
      ...linux,
      ...(capabilities && {
        capabilities: { add: sorted(capabilities.add), drop: sorted(capabilities.drop) },
      }),
    },
    secrets: secrets?.map(({ name, valueFrom }) => ({
      name,
      valueFrom: valueFrom.startsWith("arn:") ? valueFrom : PARAMETER + valueFrom,
    })),
    logConfiguration: Array.isArray(log) ? (log[0] as unknown) : log,
    portMappings: listed(portMappings).map((port) => ({ protocol: "tcp", ...port })),
    mountPoints: listed(mountPoints).map((mount) => ({ readOnly: false, ...mount })),
  };
}

function compareFields(
  path: string,
  wanted: Record<string, unknown>,
  got: Record<string, unknown>,
  result: Comparison,
): void {
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
    const [left, right] = [canonical(wanted[key]), canonical(got[key])];
    if (left === undefined && right === undefined) continue;
    if (left === undefined) {
      result.added.push(path.replace(/\[\d+\]/g, "[]") + key);
    } else if (isObject(left) && isObject(right)) {
      compareFields(`${path}${key}.`, left, right, result);
    } else if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
      compareItems(`${path}${key}`, left, right, result);
    } else if (JSON.stringify(left) !== JSON.stringify(right)) {
      result.differing.push(`${path}${key}: ${JSON.stringify(left)} → ${JSON.stringify(right)}`);
    }
  }
}

function compareItems(
  path: string,
  left: readonly unknown[],
  right: readonly unknown[],
  result: Comparison,
): void {
  for (const [i, item] of left.entries()) {
    const other = right[i];
    if (isObject(item) && isObject(other)) {
      compareFields(`${path}[${i}].`, item, other, result);
    } else if (JSON.stringify(item) !== JSON.stringify(other)) {
      result.differing.push(`${path}[${i}]: ${JSON.stringify(item)} → ${JSON.stringify(other)}`);
    }
  }
}

/** A value in one form: numbers as texts, maps and lists of objects in one order, nothing for what is empty. */
function canonical(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    const items = value.map(canonical);
    return items.every(isObject)
      ? [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value)
    .map(([key, inner]): [string, unknown] => [key, canonical(inner)])
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** What tells the items of AWS's lists apart. */
function keyOf(item: unknown): string {
  const { name, containerPath, containerPort, containerName, expression } = item as Record<
    string,
    string
  >;
  return [name, containerPath, containerPort, containerName, expression].join(" ");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
