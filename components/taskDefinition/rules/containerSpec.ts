import type {
  ContainerSpec,
  HealthCheckSpec,
  LogConfigurationSpec,
} from "./containerDefinition.js";
import type { CredentialSpec } from "./credentialSpec.js";
import { credentialSpecText } from "./credentialSpec.js";
import { awslogsOptions, hasOwnOutput } from "./logConfiguration.js";
import type { PortOutline } from "./portMappings.js";
import type { SecretSource } from "./secretSource.js";
import type { AwsPlace } from "../../rules/awsPlace.js";
import { secretValueFrom } from "./secretSource.js";
import type { TaskSize } from "./taskSize.js";

/** A container's arguments when all outputs in them are known. */
export interface KnownContainer
  extends Omit<
    Partial<ContainerSpec>,
    | "secrets"
    | "portMappings"
    | "dependsOn"
    | "healthCheck"
    | "logConfiguration"
    | "credentialSpecs"
  > {
  name: string;
  image: string;
  secrets?: Readonly<Record<string, SecretSource>> | undefined;
  portMappings?: readonly PortOutline[] | undefined;
  dependsOn?: readonly { containerName: string; condition: string }[] | undefined;
  healthCheck?: HealthCheckSpec | undefined;
  credentialSpecs?: readonly CredentialSpec[] | undefined;
  /** Where its own log goes. */
  logConfiguration?: OwnLogConfiguration | undefined;
  /** Whether its log goes to the log group, whatever the others' does. */
  isSidecar?: boolean | undefined;
}

/** Where a container's own log goes. */
export interface OwnLogConfiguration extends LogOutput {
  logDriver: string;
}

interface LogOutput {
  options?: Readonly<Record<string, string>> | undefined;
  secretOptions?: Readonly<Record<string, SecretSource>> | undefined;
}

/** Where a task's log goes. */
export interface LogTarget {
  /** Name of the log group; nothing where no container writes to it. */
  logGroup?: string | undefined;
  /** Options of the log router that the containers write to. */
  router?: LogOutput | undefined;
}

/**
 * Containers as they are registered: with the limits that the task's size gives them, their secrets' sources and their
 * log.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function containerSpecs(
  containers: readonly KnownContainer[],
  size: Pick<TaskSize, "containers">,
  log: LogTarget,
  place: AwsPlace,
): ContainerSpec[] {
  return containers.map(({ isSidecar = false, ...container }, i) => ({
    ...container,
    ...size.containers[i],
    essential: container.essential ?? true,
    environment: container.environment ?? {},
    secrets: valuesFrom(container.secrets ?? {}, place),
    portMappings: container.portMappings ?? [],
    credentialSpecs: container.credentialSpecs?.map(credentialSpecText),
    dependsOn: container.dependsOn ?? [],
    logConfiguration: logConfiguration(
      container.name,
      container.logConfiguration ??
        (log.router && !isSidecar ? { logDriver: "awsfirelens" } : { logDriver: "awslogs" }),
      log,
      place,
    ),
  }));
}

function logConfiguration(
  container: string,
  { logDriver, ...own }: OwnLogConfiguration,
  { logGroup = "", router = {} }: LogTarget,
  place: AwsPlace,
): LogConfigurationSpec {
  const target = { container, logGroup, region: place.region };
  const output = logDriver === "awsfirelens" && !hasOwnOutput(own) ? router : own;
  const { options = {}, secretOptions = {} } = output;
  return {
    logDriver,
    options: logDriver === "awslogs" ? awslogsOptions(target, options) : options,
    secretOptions: valuesFrom(secretOptions, place),
  };
}

function valuesFrom(
  secrets: Readonly<Record<string, SecretSource>>,
  place: AwsPlace,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, source]) => [name, secretValueFrom(source, place)]),
  );
}
