import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import type { Checks } from "./checks.js";
import type { ClusterRef } from "./cluster.js";
import { launchProblem } from "./ecs/placement.js";
import { spotMix } from "./ecs/spotMix.js";
import { rawField } from "./reference.js";
import type { TaskDefinitionRef } from "./taskDefinition.js";

interface TaskLaunchArgs {
  cluster: pulumi.Input<ClusterRef>;
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  capacityProviderStrategies?: CapacityProviderStrategyArgs[];
  spotAboveTasks?: number;
}

/**
 * Checks that the capacity of a launch is of a kind that its task definition is for, as soon as both are known.
 *
 * @throws {ArgumentError} if a task for instances would run on Fargate.
 */
export function checkTaskLaunch(checks: Checks, args: TaskLaunchArgs): void {
  const { cluster, taskDefinition, capacityProviderStrategies, spotAboveTasks } = args;
  const given = spotAboveTasks === undefined ? capacityProviderStrategies : spotMix(spotAboveTasks);
  checks.whenKnown(
    {
      compatibilities: rawField(taskDefinition, "requiresCompatibilities"),
      strategy: given ?? rawField(cluster, "defaultCapacityProviderStrategies"),
    },
    (known) => launchProblem(known.compatibilities, known.strategy, "taskDefinition"),
    () => undefined,
  );
}
