import type * as pulumi from "@pulumi/pulumi";

import type { Checks, Problem } from "./checks.js";
import type { ContainerArgs } from "./containerArgs.js";
import { containersProblem } from "./ecs/containerRules.js";
import { logRetentionProblem } from "./ecs/logRetention.js";
import { secretSourceProblem } from "./ecs/secretSource.js";
import type { TaskSize } from "./ecs/taskSize.js";
import { resolveTaskSize, taskSizeProblem } from "./ecs/taskSize.js";
import type { TaskDefinitionArgs } from "./taskDefinitionArgs.js";

/** What a task definition's arguments come to. */
export interface TaskDecisions {
  size: pulumi.Output<TaskSize>;
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
  checks.whenKnown(args.containers.map(outline), containersProblem, () => undefined);
  const { cpu, memory, ephemeralStorageGiB, logRetentionDays = 30 } = args;
  return {
    size: checks.whenKnown(
      { cpu, memory, containers: args.containers.map(needs) },
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
        : checks.whenKnown(ephemeralStorageGiB, storageProblem, (gib) => gib),
  };
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

function storageProblem(gib: number): Problem | undefined {
  if (Number.isInteger(gib) && gib >= 21 && gib <= 200) return undefined;
  return {
    path: "ephemeralStorageGiB",
    reason: `'ephemeralStorageGiB' must be a whole number from 21 to 200 GiB, got ${gib}; leave it out for 20 GiB`,
  };
}
