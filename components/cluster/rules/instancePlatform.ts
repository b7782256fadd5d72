import type { InstancePlatformRef } from "../args/clusterRef.js";
import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";
import { hasDrivenGpu, hasNeuron } from "./instanceType.js";

/** What services and tasks are told of a group's instances. */
export function platformRef(group: InstanceGroupArgs): InstancePlatformRef {
  const accelerator = acceleratorOf(group);
  return {
    architecture: instancePlatformOf(group).architecture,
    ...(accelerator && { accelerator }),
    ...(group.imageId !== undefined && { hasOwnImage: true }),
  };
}

/** What an image has drivers for. */
type InstanceAccelerator = "gpu" | "neuron";

/**
 * What a group's image has drivers for: as `gpu` says, else what all of its instances have. An image of one's own is left to
 * its owner, and so is what AWS has no image for.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-optimized_AMI.html
 */
export function acceleratorOf(group: InstanceGroupArgs): InstanceAccelerator | undefined {
  const { gpu, imageId } = group;
  if (gpu) return "gpu";
  if (imageId !== undefined) return undefined;
  const { architecture, operatingSystem } = instancePlatformOf(group);
  const isAmazonLinux = operatingSystem === "AL2023";
  if (gpu === undefined && !(isAmazonLinux && architecture === "arm64") && allHave(group, GPUS)) {
    return "gpu";
  }
  return isAmazonLinux && allHave(group, NEURONS) ? "neuron" : undefined;
}

const GPUS = { maker: "nvidia", hasIt: hasDrivenGpu };
const NEURONS = { maker: "amazon-web-services", hasIt: hasNeuron };

function allHave(
  { instanceTypes, instanceRequirements }: InstanceGroupArgs,
  { maker, hasIt }: typeof GPUS,
): boolean {
  if (instanceTypes) return instanceTypes.length > 0 && instanceTypes.every(hasIt);
  const { acceleratorManufacturers = [], acceleratorCount } = instanceRequirements ?? {};
  return (
    acceleratorManufacturers.length > 0 &&
    acceleratorManufacturers.every((one) => one === maker) &&
    (acceleratorCount?.min ?? 0) > 0
  );
}

/** The processor, the operating system and the GPU that a group's tasks count on, defaults filled in. */
export function instancePlatformOf(group: InstanceGroupArgs) {
  const { architecture = "amd64", operatingSystem = "AL2023", gpu = false } = group;
  return { architecture, operatingSystem, gpu };
}
