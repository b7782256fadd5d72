import type { ContainerOutline } from "./containerGraph.js";
import type { LinkingContainer } from "./containerLinks.js";
import type { NetworkedContainer, PlacedContainer } from "./containerNetwork.js";
import type { PlatformContainer } from "./containerPlatform.js";
import type { CheckedContainer, ContainerSettings } from "./containerSettings.js";
import type { FiledContainer } from "./environmentFile.js";
import type { LoggingContainer } from "./logConfiguration.js";
import type { ListeningContainer } from "./portMappings.js";
import type { SignedInContainer } from "./securityOptions.js";
import type { SystemControlled } from "./systemControl.js";
import type { ContainerNeeds } from "./taskSize.js";
import type { MountOutline } from "./volume/volumeRules.js";

/**
 * What a rule is told of a field: its value, as what it is or as a whole (`value`); the names that it holds (`names`); or
 * that it is there, and not what it says (`given`). Of an object, or of each in a list, it may be told some fields.
 */
export type Told =
  | "boolean"
  | "number"
  | "string"
  | "texts"
  | "value"
  | "names"
  | "given"
  | Outline
  | readonly [Outline];

/** What a rule is told of an object, field by field. */
export interface Outline {
  readonly [field: string]: Told;
}

/** An outline that leaves out no field of what a rule reads. */
type OutlineOf<T> = { readonly [K in keyof Required<T>]: ToldOf<NonNullable<T[K]>> };

type ToldOf<V> = V extends boolean
  ? "boolean"
  : V extends number
    ? "number"
    : V extends string
      ? "string"
      : V extends readonly string[]
        ? "texts" | "names"
        : V extends readonly (infer Item)[]
          ? "value" | "given" | readonly [OutlineOf<Item>]
          : "value" | "names" | "given" | (V extends object ? OutlineOf<V> : never);

/**
 * What each rule is told of a container: just what it reads, since images and ARNs are outputs as a rule and would hold
 * the others back. A field that a rule reads and that is missing here does not compile.
 */
export const CONTAINER_OUTLINES = {
  importance: { name: "string", essential: "boolean" } satisfies OutlineOf<
    Pick<ContainerOutline, "name" | "essential">
  >,
  graph: {
    name: "string",
    essential: "boolean",
    healthCheck: "given",
    dependsOn: [{ containerName: "string", condition: "string" }],
    // The names alone: whether a variable is given twice does not hang on its value.
    environment: "names",
    secrets: "names",
  } satisfies OutlineOf<ContainerOutline>,
  ports: {
    name: "string",
    portMappings: [
      {
        containerPort: "number",
        containerPortRange: "string",
        hostPort: "number",
        protocol: "string",
        name: "string",
        appProtocol: "string",
      },
    ],
  } satisfies OutlineOf<ListeningContainer>,
  settings: {
    name: "string",
    versionConsistency: "string",
    ulimits: "value",
    restartPolicy: "value",
    // Without the command, which may be an output and has an outline of its own.
    healthCheck: {
      interval: "number",
      timeout: "number",
      retries: "number",
      startPeriod: "number",
    },
  } satisfies OutlineOf<ContainerSettings>,
  healthCommand: {
    name: "string",
    healthCheck: { command: "texts" },
  } satisfies OutlineOf<CheckedContainer>,
  systemControls: { name: "string", systemControls: "value" } satisfies OutlineOf<SystemControlled>,
  environmentFiles: {
    name: "string",
    environmentFiles: "texts",
  } satisfies OutlineOf<FiledContainer>,
  platform: {
    name: "string",
    privileged: "boolean",
    readonlyRootFilesystem: "boolean",
    initProcessEnabled: "boolean",
    gpuCount: "number",
    startTimeout: "number",
    stopTimeout: "number",
    capabilities: "value",
    linuxParameters: "value",
    disableNetworking: "boolean",
    ulimits: "given",
    links: "texts",
    // What is there counts, not what it says.
    dnsServers: "given",
    dnsSearchDomains: "given",
    extraHosts: "given",
    dockerSecurityOptions: "given",
    systemControls: "names",
  } satisfies OutlineOf<PlatformContainer>,
  needs: {
    name: "string",
    cpu: "number",
    memory: "number",
    memoryReservation: "number",
  } satisfies OutlineOf<ContainerNeeds>,
  placedNetwork: {
    name: "string",
    hostname: "given",
    dnsServers: "given",
    dnsSearchDomains: "given",
    extraHosts: "given",
    links: "given",
    disableNetworking: "boolean",
  } satisfies OutlineOf<PlacedContainer>,
  network: {
    name: "string",
    hostname: "string",
    dnsServers: "texts",
    dnsSearchDomains: "texts",
    extraHosts: [{ hostname: "string", ipAddress: "string" }],
  } satisfies OutlineOf<Omit<NetworkedContainer, "links" | "disableNetworking">>,
  links: { name: "string", links: "texts" } satisfies OutlineOf<LinkingContainer>,
  security: {
    name: "string",
    dockerSecurityOptions: "texts",
    // Whether there is a secret counts, and not its ARN, which is an output as a rule.
    credentialSpecs: [{ location: "string", secretArn: "given" }],
  } satisfies OutlineOf<SignedInContainer>,
  log: {
    name: "string",
    logConfiguration: { logDriver: "string", options: "value", secretOptions: "names" },
  } satisfies OutlineOf<LoggingContainer>,
  mounts: {
    name: "string",
    mountPoints: [{ sourceVolume: "string", containerPath: "string" }],
    volumesFrom: [{ sourceContainer: "string" }],
  } satisfies OutlineOf<MountOutline>,
} as const;
