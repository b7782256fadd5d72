import type { ContainerSpec, HealthCheckSpec, PortMappingSpec } from "./containerDefinition.js";
import type { AwsPlace, SecretSource } from "./secretSource.js";
import { secretValueFrom } from "./secretSource.js";
import type { TaskSize } from "./taskSize.js";

/** A container's arguments when all outputs in them are known. */
export interface KnownContainer
  extends Omit<
    Partial<ContainerSpec>,
    "secrets" | "portMappings" | "dependsOn" | "healthCheck" | "logConfiguration"
  > {
  name: string;
  image: string;
  secrets?: Readonly<Record<string, SecretSource>> | undefined;
  portMappings?: readonly PortMappingSpec[] | undefined;
  dependsOn?: readonly { containerName: string; condition: string }[] | undefined;
  healthCheck?: HealthCheckSpec | undefined;
}

/**
 * Containers as they are registered: with the limits that the task's size gives them, their secrets' sources and their
 * log.
 *
 * @param logGroup Name of the log group.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function containerSpecs(
  containers: readonly KnownContainer[],
  size: TaskSize,
  logGroup: string,
  place: AwsPlace,
): ContainerSpec[] {
  return containers.map((container, i) => ({
    ...container,
    ...size.containers[i],
    essential: container.essential ?? true,
    environment: container.environment ?? {},
    secrets: valuesFrom(container.secrets ?? {}, place),
    portMappings: container.portMappings ?? [],
    dependsOn: container.dependsOn ?? [],
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": logGroup,
        "awslogs-region": place.region,
        "awslogs-stream-prefix": container.name,
        // Written out since AWS changed the default: a slow log never stops the program, and 25 MiB may wait for it.
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    },
  }));
}

function valuesFrom(
  secrets: Readonly<Record<string, SecretSource>>,
  place: AwsPlace,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, source]) => [name, secretValueFrom(source, place)]),
  );
}
