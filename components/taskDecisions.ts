import type * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "./architecture.js";
import type { Checks } from "./checks.js";
import type { ContainerArgs } from "./containerArgs.js";
import { containersProblem } from "./ecs/containerRules.js";
import { containerSettingsProblem } from "./ecs/containerSettings.js";
import { environmentFilesProblem } from "./ecs/environmentFile.js";
import { fargateTaskProblem } from "./ecs/fargateSupport.js";
import { logRetentionProblem } from "./ecs/logRetention.js";
import { secretSourceProblem } from "./ecs/secretSource.js";
import { systemControlsProblem } from "./ecs/systemControl.js";
import type { TaskSize } from "./ecs/taskSize.js";
import { resolveTaskSize, taskSizeProblem } from "./ecs/taskSize.js";
import { decideArchitecture } from "./imageOrigin.js";
import type { TaskDefinitionArgs } from "./taskDefinitionArgs.js";
import type { TaskContainer } from "./taskSidecars.js";
import { decideSidecars, taskContainers } from "./taskSidecars.js";
import { decideVolumes } from "./volumeDecisions.js";
import type { Problem } from "./problem.js";

/** What a task definition's arguments come to. */
export interface TaskDecisions {
  /** The arguments' containers, then those that other arguments add. */
  containers: TaskContainer[];
  size: pulumi.Output<TaskSize>;
  architecture: pulumi.Output<Architecture>;
  retentionInDays: pulumi.Output<number>;
  storageGiB: pulumi.Output<number> | undefined;
}

/**
 * Decides on a task definition's arguments: before anything is registered where they are plain. Each rule is given just
 * what it reads, since images, which no rule reads, are outputs as a rule and would hold the others back.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideTask(checks: Checks, args: TaskDefinitionArgs): TaskDecisions {
  checks.fail(secretsProblem(args.containers));
  decideSidecars(checks, args);
  const containers = taskContainers(args);
  // An added container is essential, but a task of nothing else would do nothing.
  checks.whenKnown(args.containers.map(importance), containersProblem, () => undefined);
  checks.whenKnown(containers.map(outline), containersProblem, () => undefined);
  checks.whenKnown(args.containers.map(settings), containerSettingsProblem, () => undefined);
  checks.whenKnown(args.containers.map(controls), systemControlsProblem, () => undefined);
  checks.whenKnown(args.containers.map(files), filesProblem, () => undefined);
  decideVolumes(checks, args.volumes ?? [], args.containers);
  const { cpu, memory, ephemeralStorageGiB, logRetentionDays = 30 } = args;
  return {
    containers,
    architecture: decideArchitecture(checks, args),
    size: checks.whenKnown(
      { cpu, memory, containers: containers.map(needs) },
      taskSizeProblem,
      resolveTaskSize,
    ),
    retentionInDays: checks.whenKnown(
      logRetentionDays,
      (days) => logRetentionProblem(days, "logRetentionDays"),
      (days) => days,
    ),
    storageGiB:
      ephemeralStorageGiB === undefined
        ? undefined
        : checks.whenKnown(
            ephemeralStorageGiB,
            (gib) => fargateTaskProblem({ ephemeralStorageGiB: gib }),
            (gib) => gib,
          ),
  };
}

function importance({ name, essential }: ContainerArgs) {
  return { name, essential };
}

function outline(container: ContainerArgs) {
  const { name, essential, portMappings, healthCheck, dependsOn } = container;
  return {
    name,
    essential,
    // Without Service Connect's names, which no rule reads.
    portMappings: portMappings?.map(({ containerPort, protocol }) => ({ containerPort, protocol })),
    healthCheck: healthCheck && {},
    dependsOn,
    environment: namesOf(container.environment),
    secrets: namesOf(container.secrets),
  };
}

function settings(container: ContainerArgs) {
  const { name, startTimeout, stopTimeout, versionConsistency, healthCheck } = container;
  const { capabilities, ulimits, restartPolicy } = container;
  const { interval, timeout, retries, startPeriod } = healthCheck ?? {};
  return {
    name,
    startTimeout,
    stopTimeout,
    versionConsistency,
    capabilities,
    ulimits,
    restartPolicy,
    // Without the command, which no rule reads.
    healthCheck: healthCheck && { interval, timeout, retries, startPeriod },
  };
}

function controls({ name, systemControls }: ContainerArgs) {
  return { name, systemControls };
}

function files({ name, environmentFiles = [] }: ContainerArgs) {
  return { name, environmentFiles };
}

function filesProblem(
  containers: readonly { name: string; environmentFiles: readonly string[] }[],
): Problem | undefined {
  for (const [i, { name, environmentFiles }] of containers.entries()) {
    const problem = environmentFilesProblem(name, environmentFiles);
    if (problem) return { path: `containers[${i}].${problem.path}`, reason: problem.reason };
  }
  return undefined;
}

function needs({ name, cpu, memory, memoryReservation }: ContainerArgs) {
  return { name, cpu, memory, memoryReservation };
}

/** The names alone: whether a variable is given twice does not hang on its value. */
function namesOf(record: Record<string, unknown> | undefined): Record<string, boolean> {
  return Object.fromEntries(Object.keys(record ?? {}).map((name) => [name, true]));
}

function secretsProblem(containers: readonly ContainerArgs[]): Problem | undefined {
  for (const [i, container] of containers.entries()) {
    for (const [name, source] of Object.entries(container.secrets ?? {})) {
      const reason = secretSourceProblem(name, source);
      if (reason !== undefined) return { path: `containers[${i}].secrets.${name}`, reason };
    }
  }
  return undefined;
}
