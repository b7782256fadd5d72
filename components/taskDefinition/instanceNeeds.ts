import type * as pulumi from "@pulumi/pulumi";

import { isPlain } from "../argument/refField.js";
import type { ContainerArgs } from "./args/containerArgs.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";
import type { InstanceNeedsRef } from "./args/taskDefinitionRef.js";
import { isNeuronDevice } from "./rules/linuxParameters.js";
import { isWindows } from "./rules/windowsSupport.js";

/** What an instance must have for a task to start on it; plain as far as the arguments are. */
export function instanceNeeds(
  args: TaskDefinitionArgs,
  architecture: pulumi.Output<string>,
): InstanceNeedsRef {
  const { containers, operatingSystem } = args;
  const given = args.architecture;
  const accelerator = containers.some(({ gpuCount }) => gpuCount !== undefined)
    ? "gpu"
    : containers.some(hasNeuronDevice) && "neuron";
  return {
    architecture: given !== undefined && isPlain(given) ? given : architecture,
    ...(operatingSystem !== undefined && isWindows(operatingSystem) && { operatingSystem }),
    ...(accelerator && { accelerator }),
  };
}

function hasNeuronDevice({ linuxParameters }: ContainerArgs): boolean {
  const { devices = [] } = linuxParameters ?? {};
  return devices.some(({ hostPath }) => isPlain(hostPath) && isNeuronDevice(hostPath));
}
