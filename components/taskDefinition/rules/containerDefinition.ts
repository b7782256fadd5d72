import { isBehindInstance } from "./networkMode.js";
import type { FirelensConfiguration } from "./logRouterConfig.js";
import type { NetworkedContainer } from "./containerNetwork.js";
import type { DeviceSpec, LinuxParametersSpec, TmpfsSpec } from "./linuxParameters.js";
import type {
  CapabilitiesSpec,
  HealthCheckSettings,
  RestartPolicySpec,
  UlimitSpec,
} from "./containerSettings.js";
import type { PortOutline } from "./portMappings.js";

/** A container as RegisterTaskDefinition takes it, before its form is settled. */
export interface ContainerSpec extends NetworkedContainer {
  image: string;
  repositoryCredentials?: { secretArn: string } | undefined;
  essential: boolean;
  cpu?: number | undefined;
  memory?: number | undefined;
  memoryReservation?: number | undefined;
  command?: string[] | undefined;
  entryPoint?: string[] | undefined;
  workingDirectory?: string | undefined;
  user?: string | undefined;
  privileged?: boolean | undefined;
  readonlyRootFilesystem?: boolean | undefined;
  initProcessEnabled?: boolean | undefined;
  capabilities?: CapabilitiesSpec | undefined;
  linuxParameters?: LinuxParametersSpec | undefined;
  gpuCount?: number | undefined;
  ulimits?: readonly UlimitSpec[] | undefined;
  systemControls?: Readonly<Record<string, string>> | undefined;
  interactive?: boolean | undefined;
  pseudoTerminal?: boolean | undefined;
  dockerLabels?: Readonly<Record<string, string>> | undefined;
  versionConsistency?: string | undefined;
  restartPolicy?: RestartPolicySpec | undefined;
  /** ARNs of files in S3; of two that set one variable, the first wins. */
  environmentFiles?: readonly string[] | undefined;
  startTimeout?: number | undefined;
  stopTimeout?: number | undefined;
  environment: Readonly<Record<string, string>>;
  /** Environment variable to the ARN that its value comes from. */
  secrets: Readonly<Record<string, string>>;
  portMappings: readonly PortOutline[];
  dockerSecurityOptions?: readonly string[] | undefined;
  credentialSpecs?: readonly string[] | undefined;
  mountPoints?: readonly MountPointSpec[] | undefined;
  volumesFrom?: readonly VolumeFromSpec[] | undefined;
  dependsOn: readonly { containerName: string; condition: string }[];
  healthCheck?: HealthCheckSpec | undefined;
  logConfiguration: LogConfigurationSpec;
  firelensConfiguration?: FirelensConfiguration | undefined;
}

/** Where a container's log goes. */
export interface LogConfigurationSpec {
  logDriver: string;
  options: Readonly<Record<string, string>>;
  /** Option to the ARN that its value comes from. */
  secretOptions?: Readonly<Record<string, string>> | undefined;
}

/** Where a container finds a volume. */
export interface MountPointSpec {
  sourceVolume: string;
  containerPath: string;
  readOnly?: boolean | undefined;
}

/** Another container whose mounts a container has as well. */
export interface VolumeFromSpec {
  sourceContainer: string;
  readOnly?: boolean | undefined;
}

/** How ECS asks a container whether it is healthy. */
export interface HealthCheckSpec extends HealthCheckSettings {
  command: string[];
}

/**
 * The container definitions of a task as JSON in one settled form: lists whose order means nothing are sorted, what is
 * empty is left out, and what AWS would fill in is written out. The same containers give the same text, so that a
 * change of order in a program, or a default that AWS adds, shows no difference.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containerDefinitionsJson(
  containers: readonly ContainerSpec[],
  networkMode = "awsvpc",
): string {
  return JSON.stringify(containers.map((spec) => settled(spec, networkMode)));
}

function settled(spec: ContainerSpec, networkMode: string): object {
  const { environment, secrets, initProcessEnabled, capabilities, healthCheck, ...others } = spec;
  const { gpuCount, linuxParameters, ...rest } = others;
  return sorted({
    ...withoutDefaults(rest),
    environment: entries(environment).map(([name, value]) => ({ name, value })),
    secrets: valuesFrom(secrets),
    logConfiguration: {
      ...spec.logConfiguration,
      secretOptions: valuesFrom(spec.logConfiguration.secretOptions ?? {}),
    },
    repositoryCredentials: {
      credentialsParameter: spec.repositoryCredentials?.secretArn,
    },
    portMappings: portMappings(spec.portMappings, networkMode),
    dependsOn: [...spec.dependsOn].sort(
      (a, b) => compare(a.containerName, b.containerName) || compare(a.condition, b.condition),
    ),
    healthCheck: healthCheck && settledHealthCheck(healthCheck),
    linuxParameters: {
      initProcessEnabled: initProcessEnabled === true ? true : undefined,
      capabilities: { add: names(capabilities?.add), drop: names(capabilities?.drop) },
      ...linuxParameters,
      devices: devices(linuxParameters?.devices),
      tmpfs: tmpfs(linuxParameters?.tmpfs),
    },
    resourceRequirements:
      gpuCount === undefined ? undefined : [{ type: "GPU", value: String(gpuCount) }],
    ulimits: (spec.ulimits ?? [])
      .map(({ name, softLimit, hardLimit = softLimit }) => ({ name, softLimit, hardLimit }))
      .sort((a, b) => compare(a.name, b.name)),
    systemControls: entries(spec.systemControls ?? {}).map(([namespace, value]) => ({
      namespace,
      value,
    })),
    environmentFiles: (spec.environmentFiles ?? []).map((value) => ({ type: "s3", value })),
    links: names(spec.links),
    dockerSecurityOptions: names(spec.dockerSecurityOptions),
    mountPoints: (spec.mountPoints ?? [])
      .map(writtenReadOnly)
      .sort((a, b) => compare(a.containerPath, b.containerPath)),
    volumesFrom: (spec.volumesFrom ?? [])
      .map(writtenReadOnly)
      .sort((a, b) => compare(a.sourceContainer, b.sourceContainer)),
    restartPolicy: restartPolicy(spec.restartPolicy),
  });
}

/** What AWS takes where nothing is said. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  cpu: 0,
  privileged: false,
  readonlyRootFilesystem: false,
  interactive: false,
  pseudoTerminal: false,
  versionConsistency: "enabled",
  disableNetworking: false,
};

function withoutDefaults(value: object): object {
  return Object.fromEntries(
    Object.entries(value).filter(([key, inner]) => !(key in DEFAULTS) || inner !== DEFAULTS[key]),
  );
}

function writtenReadOnly<T extends { readOnly?: boolean | undefined }>(mount: T) {
  return { ...mount, readOnly: mount.readOnly ?? false };
}

function settledHealthCheck({ startPeriod, ...healthCheck }: HealthCheckSpec): object {
  const written = { interval: 30, timeout: 5, retries: 3, ...defined(healthCheck) };
  return startPeriod === 0 ? written : { ...written, startPeriod };
}

/** Behind a bridge a free port of the instance is chosen where none is given; else the instance's is the container's. */
function portMappings(ports: readonly PortOutline[], networkMode: string) {
  return ports
    .map(({ hostPort = 0, ...port }) => ({
      ...port,
      hostPort: isBehindInstance(networkMode) ? hostPort : port.containerPort,
      protocol: port.protocol ?? "tcp",
    }))
    .map((port) => (port.containerPort === undefined ? { ...port, hostPort: undefined } : port))
    .sort((a, b) => firstPort(a) - firstPort(b) || compare(a.protocol, b.protocol));
}

function firstPort({ containerPort, containerPortRange = "" }: PortOutline): number {
  return containerPort ?? Number.parseInt(containerPortRange, 10);
}

/** A policy that is not in force is none. */
function restartPolicy(policy: RestartPolicySpec | undefined): object | undefined {
  if (!policy || policy.enabled === false) return undefined;
  return {
    enabled: true,
    ignoredExitCodes: [...new Set(policy.ignoredExitCodes)].sort((a, b) => a - b),
    restartAttemptPeriod: policy.restartAttemptPeriodSeconds ?? 300,
  };
}

/** A device is seen under its own path, with all rights, unless something else is said. */
function devices(given: readonly DeviceSpec[] = []) {
  return given
    .map(({ hostPath, containerPath = hostPath, permissions = ["read", "write", "mknod"] }) => ({
      hostPath,
      containerPath,
      permissions: names(permissions),
    }))
    .sort((a, b) => compare(a.containerPath, b.containerPath));
}

/** Options of a mount keep their order, in which the last one wins. */
function tmpfs(given: readonly TmpfsSpec[] = []) {
  return [...given].sort((a, b) => compare(a.containerPath, b.containerPath));
}

function names(values: readonly string[] | undefined): string[] {
  return [...new Set(values)].sort(compare);
}

function valuesFrom(record: Readonly<Record<string, string>>): object[] {
  return entries(record).map(([name, valueFrom]) => ({ name, valueFrom }));
}

/** Without those that an output turned out to hold nothing for. */
function entries(record: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(record)
    .flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
    .sort(([a], [b]) => compare(a, b));
}

/** By code unit, so that the order is the same in every locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}

/** An object with its keys in order and without what is empty, at any depth. */
function sorted(value: object): object {
  const kept = Object.entries(value)
    .map(([key, inner]: [string, unknown]): [string, unknown] => [key, sortedValue(inner)])
    .filter(([, inner]) => !isEmpty(inner))
    .sort(([a], [b]) => compare(a, b));
  return Object.fromEntries(kept);
}

function sortedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedValue);
  return isRecord(value) ? sorted(value) : value;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}
