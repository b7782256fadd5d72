import type { Reader } from "../resource/reader.js";
import { whenReadable } from "../resource/reader.js";

/** The kinds of values that JSON has for one value. */
type Kind = "text" | "number" | "flag";

/** What stands where: a value of a kind, a list of such, a map of any keys (`*`), or of these. */
type Shape = Kind | readonly [Shape] | { readonly [key: string]: Shape };

const KEY_AND_VALUE: Shape = { name: "text", value: "text" };
const SECRET: Shape = { name: "text", valueFrom: "text" };
const TEXTS: Shape = { "*": "text" };

/** The values of a container's definition as ECS's API model has them (ContainerDefinition), but for lists of numbers. */
const CONTAINER: Shape = {
  name: "text",
  image: "text",
  cpu: "number",
  memory: "number",
  memoryReservation: "number",
  essential: "flag",
  command: ["text"],
  entryPoint: ["text"],
  workingDirectory: "text",
  user: "text",
  hostname: "text",
  privileged: "flag",
  readonlyRootFilesystem: "flag",
  interactive: "flag",
  pseudoTerminal: "flag",
  disableNetworking: "flag",
  startTimeout: "number",
  stopTimeout: "number",
  links: ["text"],
  dnsServers: ["text"],
  dnsSearchDomains: ["text"],
  environment: [KEY_AND_VALUE],
  environmentFiles: [{ type: "text", value: "text" }],
  secrets: [SECRET],
  portMappings: [
    {
      containerPort: "number",
      hostPort: "number",
      protocol: "text",
      name: "text",
      appProtocol: "text",
      containerPortRange: "text",
    },
  ],
  mountPoints: [{ sourceVolume: "text", containerPath: "text", readOnly: "flag" }],
  dependsOn: [{ containerName: "text", condition: "text" }],
  healthCheck: {
    command: ["text"],
    interval: "number",
    timeout: "number",
    retries: "number",
    startPeriod: "number",
  },
  ulimits: [{ name: "text", softLimit: "number", hardLimit: "number" }],
  resourceRequirements: [{ type: "text", value: "text" }],
  systemControls: [{ namespace: "text", value: "text" }],
  dockerLabels: TEXTS,
  logConfiguration: { logDriver: "text", options: TEXTS, secretOptions: [SECRET] },
  firelensConfiguration: { type: "text", options: TEXTS },
  restartPolicy: { enabled: "flag", restartAttemptPeriod: "number" },
  linuxParameters: { initProcessEnabled: "flag", sharedMemorySize: "number" },
};

const KINDS: Readonly<Record<Kind, { of: "string" | "number" | "boolean"; must: string }>> = {
  text: { of: "string", must: "a text" },
  number: { of: "number", must: "a number" },
  flag: { of: "boolean", must: "true or false" },
};

/**
 * What is wrong with the first value of a container's definition in JSON that is of another kind than the API has there;
 * nothing where none is. A value that is not known is of no kind yet.
 */
export function kindProblem(container: Reader): string | undefined {
  return problemIn(container, CONTAINER);
}

function problemIn(leaf: Reader, shape: Shape): string | undefined {
  if (typeof shape === "string") return problemOf(leaf, shape);
  for (const [inner, kind] of whenReadable(() => innerOf(leaf, shape)) ?? []) {
    const problem = problemIn(inner, kind);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Each value that is given, with what it must be. */
function innerOf(leaf: Reader, shape: Exclude<Shape, Kind>): (readonly [Reader, Shape])[] {
  if (isList(shape)) return (leaf.list() ?? []).map((inner) => [inner, shape[0]] as const);
  const every = shape["*"];
  if (every !== undefined) return leaf.entries().map(([, inner]) => [inner, every] as const);
  return Object.entries(shape).map(([key, kind]) => [leaf.get(key), kind] as const);
}

function isList(shape: Exclude<Shape, Kind>): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function problemOf(leaf: Reader, kind: Kind): string | undefined {
  const value = whenReadable(() => leaf.as("a value", (any) => any));
  const { of, must } = KINDS[kind];
  if (value === undefined || typeof value === of) return undefined;
  if (leaf.isHidden()) return `'${leaf.path}' must be ${must}`;
  return `'${leaf.path}' must be ${must}, got ${JSON.stringify(value)}; ${inKind(value, kind)} works`;
}

/** The same value as it must be written, or one of the kind. */
function inKind(value: string | number | boolean, kind: Kind): string {
  if (kind === "text") return JSON.stringify(String(value));
  if (kind === "flag") return value === "false" || value === 0 ? "false" : "true";
  const number = Number(value);
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(number)
    ? String(number)
    : "256";
}
