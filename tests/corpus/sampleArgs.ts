import type {
  ContainerArgs,
  ContainerSecretArgs,
  LogRouterArgs,
  TaskDefinitionArgs,
  TaskVolumeArgs,
} from "../../components/index.js";
import type { SampleContainer, SampleTask, SampleVolume } from "./sample.js";

/** The arguments by which a program says a sample. */
export function sampleArgs(task: SampleTask): TaskDefinitionArgs {
  const containers = (task.containerDefinitions ?? []).map((one, i) => completed(one, i, task));
  const router = containers.find(isRouter);
  const own = containers.filter((one) => one !== router);
  const { cpu, memory, runtimePlatform: platform, volumes = [], placementConstraints } = task;
  return defined({
    requiresCompatibilities: compatibilitiesOf(task),
    // Instances have the bridge where nothing is said, and Windows the NAT of Docker.
    networkMode: task.networkMode ?? (isForFargate(task) ? undefined : "bridge"),
    cpu: cpu === undefined ? undefined : Number(cpu),
    memory: memory === undefined ? undefined : Number(memory),
    operatingSystem: platform?.operatingSystemFamily,
    architecture: platform?.cpuArchitecture === "ARM64" ? "arm64" : undefined,
    placementConstraints: placementConstraints?.map(({ expression }) => ({ expression })),
    proxyConfiguration: proxyArgs(task.proxyConfiguration),
    volumes: volumes.length === 0 ? undefined : volumes.map(volumeArgs),
    logRouter: router && routerArgs(router),
    // A router alone does nothing, and ECS refuses one that no container writes to.
    containers:
      own.length > 0
        ? own.map(containerArgs)
        : [{ name: "app", image: "nginx:1.27", memory: 512, logConfiguration: toRouter }],
  }) as unknown as TaskDefinitionArgs;
}

const toRouter = { logDriver: "awsfirelens" as const };

function isForFargate({ requiresCompatibilities = [] }: SampleTask): boolean {
  return requiresCompatibilities.includes("FARGATE");
}

/** What a sample says nothing of may run on instances. */
function compatibilitiesOf({ requiresCompatibilities: given }: SampleTask): string[] {
  return given === undefined || given.length === 0 ? ["EC2"] : given;
}

const isRouter = (container: SampleContainer) => container.firelensConfiguration !== undefined;

/** A fragment of the documentation with what every container must have. */
function completed(given: SampleContainer, i: number, task: SampleTask): SampleContainer {
  const { logConfiguration: log } = given;
  const container: SampleContainer = {
    ...given,
    name: given.name ?? (i === 0 ? "app" : `app-${i}`),
    image: given.image ?? "nginx:1.27",
    ...(Array.isArray(log) && { logConfiguration: log[0] as unknown }),
  };
  const isSized = given.memory !== undefined || given.memoryReservation !== undefined;
  if (isSized || task.memory !== undefined) return container;
  return { ...container, memory: 512 };
}

/** Fields that are called and said as AWS does. */
const SAME = [
  "name",
  "image",
  "cpu",
  "memory",
  "memoryReservation",
  "essential",
  "command",
  "entryPoint",
  "workingDirectory",
  "user",
  "privileged",
  "readonlyRootFilesystem",
  "links",
  "dependsOn",
  "volumesFrom",
  "mountPoints",
  "dockerLabels",
  "healthCheck",
  "portMappings",
  "interactive",
  "pseudoTerminal",
];

/** A container's arguments. */
export function containerArgs(container: SampleContainer): ContainerArgs {
  const linux = (container.linuxParameters ?? {}) as {
    initProcessEnabled?: boolean;
    capabilities?: object;
    devices?: object[];
  };
  const { initProcessEnabled, capabilities, ...linuxParameters } = linux;
  const environment = container.environment as { name: string; value: string }[] | undefined;
  return defined({
    ...Object.fromEntries(
      SAME.filter((key) => key in container).map((key) => [key, container[key]]),
    ),
    environment: environment && Object.fromEntries(environment.map((e) => [e.name, e.value])),
    secrets: secretArgs(container.secrets),
    logConfiguration: logArgs(container.logConfiguration),
    initProcessEnabled,
    capabilities,
    linuxParameters: Object.keys(linuxParameters).length > 0 ? linuxParameters : undefined,
    gpuCount: undefined,
  }) as unknown as ContainerArgs;
}

function routerArgs(container: SampleContainer): LogRouterArgs {
  const { type, options = {} } = container.firelensConfiguration as {
    type: string;
    options?: Record<string, string>;
  };
  const { "enable-ecs-log-metadata": metadata, "config-file-value": configFile } = options;
  return defined({
    ...containerArgs(container),
    type,
    configFile,
    enableEcsLogMetadata: metadata === undefined ? undefined : metadata === "true",
  }) as unknown as LogRouterArgs;
}

interface Valued {
  name: string;
  valueFrom: string;
}

function secretArgs(given: unknown): Record<string, ContainerSecretArgs> | undefined {
  if (!Array.isArray(given)) return undefined;
  const secrets = given as Valued[];
  return Object.fromEntries(secrets.map(({ name, valueFrom }) => [name, sourceOf(valueFrom)]));
}

/** By what a secret is kept in; a name alone is a parameter's of the same account and region. */
function sourceOf(valueFrom: string): ContainerSecretArgs {
  if (valueFrom.startsWith("arn:aws:secretsmanager:")) return { secretArn: valueFrom };
  return valueFrom.startsWith("arn:") ? { parameterArn: valueFrom } : { parameterName: valueFrom };
}

function logArgs(given: unknown): object | undefined {
  if (given === undefined) return undefined;
  const { logDriver, options, secretOptions } = given as {
    logDriver: string;
    options?: Record<string, string>;
    secretOptions?: Valued[];
  };
  return defined({ logDriver, options, secretOptions: secretArgs(secretOptions) });
}

function volumeArgs(volume: SampleVolume): TaskVolumeArgs {
  const { name, host, dockerVolumeConfiguration: docker } = volume;
  const fsx = volume.fsxWindowsFileServerVolumeConfiguration;
  return defined({
    name,
    hostPath: host?.sourcePath,
    docker,
    fsxWindowsFileServer: fsx && {
      fileSystemId: fsx.fileSystemId,
      rootDirectory: fsx.rootDirectory,
      ...fsx.authorizationConfig,
    },
  }) as unknown as TaskVolumeArgs;
}

/** App Mesh's proxy, whose properties are texts. */
function proxyArgs(given: SampleTask["proxyConfiguration"]): object | undefined {
  if (!given) return undefined;
  const value = (name: string) => given.properties.find((one) => one.name === name)?.value;
  const list = (name: string) => value(name)?.split(",");
  const number = (name: string) => {
    const text = value(name);
    return text === undefined || text === "" ? undefined : Number(text);
  };
  return defined({
    containerName: given.containerName,
    appPorts: list("AppPorts")?.map(Number),
    proxyIngressPort: number("ProxyIngressPort"),
    proxyEgressPort: number("ProxyEgressPort"),
    ignoredUid: number("IgnoredUID"),
    ignoredGid: number("IgnoredGID"),
    egressIgnoredIps: list("EgressIgnoredIPs"),
    egressIgnoredPorts: value("EgressIgnoredPorts")
      ? list("EgressIgnoredPorts")?.map(Number)
      : undefined,
  });
}

function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as T;
}
