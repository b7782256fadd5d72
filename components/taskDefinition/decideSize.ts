import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import type { ContainerArgs } from "./args/containerArgs.js";
import { outlineContainers } from "./outlineContainer.js";
import { CONTAINER_OUTLINES } from "./rules/containerOutlines.js";
import type { FargateSize } from "./rules/fargateSize.js";
import type { InstanceTaskSize } from "./rules/instanceTask.js";
import {
  instanceSizeProblem,
  reservedOnInstance,
  resolveInstanceSize,
} from "./rules/instanceTask.js";
import { resolveTaskSize, taskSizeProblem, unusedSize } from "./rules/taskSize.js";
import { isWindows } from "./rules/windowsSupport.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";
import { compatibilitiesOf } from "./decidePlatform.js";

/** A task's size as it is registered, and what comes of it. */
export interface DecidedSize {
  size: InstanceTaskSize;
  /** What the task has on Fargate, or what an instance keeps for it. */
  reserved: FargateSize;
  /** What no container may use. */
  unused: FargateSize;
}

/**
 * Decides on a task's size: chosen on Fargate where it is not given, and left to the containers on instances.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideSize(
  checks: Checks,
  args: TaskDefinitionArgs,
  containers: readonly ContainerArgs[],
): pulumi.Output<DecidedSize> {
  const { cpu, memory } = args;
  const values = {
    cpu,
    memory,
    containers: outlineContainers(containers, CONTAINER_OUTLINES.needs),
    isWindows: isWindows(args.operatingSystem),
  };
  if (compatibilitiesOf(args).includes("FARGATE")) {
    return checks.decide(values, taskSizeProblem, (known) => {
      const size = resolveTaskSize(known);
      return { size, reserved: size, unused: unusedSize(size, known.containers) };
    });
  }
  return checks.decide(values, instanceSizeProblem, (known) => {
    const reserved = reservedOnInstance(known);
    const unused = unusedSize(reserved, known.containers);
    return { size: resolveInstanceSize(known), reserved, unused };
  });
}
