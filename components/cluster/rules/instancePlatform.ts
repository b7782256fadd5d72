import type { InstancePlatformRef, ManagedPlatformRef } from "../args/clusterRef.js";
import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";
import type { InstanceRequirementsArgs } from "../args/instanceRequirementsArgs.js";
import { CPU_MANUFACTURERS_OF } from "./instanceRequirements.js";
import { architectureOf, hasDrivenGpu, hasGpu, hasNeuron } from "./instanceType.js";

/** What services and tasks are told of a group's instances. */
export function platformRef(group: InstanceGroupArgs): InstancePlatformRef {
  const accelerator = acceleratorOf(group);
  return {
    architecture: instancePlatformOf(group).architecture,
    ...(accelerator && { accelerator }),
    ...(group.imageId !== undefined && { hasOwnImage: true }),
  };
}

const ARCHITECTURES = ["amd64", "arm64"] as const;

/** What services and tasks are told of managed instances: what their requirements rule out. */
export function managedPlatformRef(
  requirements: Partial<InstanceRequirementsArgs> = {},
): ManagedPlatformRef {
  const { cpuManufacturers, allowedInstanceTypes } = requirements;
  const families = knownFamilies(allowedInstanceTypes);
  const architectures = ARCHITECTURES.filter(
    (one) =>
      (cpuManufacturers?.some((maker) => CPU_MANUFACTURERS_OF[one].includes(maker)) ?? true) &&
      (families?.some((family) => architectureOf(family) === one) ?? true),
  );
  const missingAccelerators = [
    ...(mayHave(requirements, families, GPU) ? [] : ["gpu"]),
    ...(mayHave(requirements, families, NEURON) ? [] : ["neuron"]),
  ];
  return {
    ...(architectures.length === 1 && { architectures }),
    ...(missingAccelerators.length > 0 && { missingAccelerators }),
  };
}

/**
 * Makers and kind, as requirements name them, of what a container takes, and which types have it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-capacity-providers-concept.html ("NVIDIA or AMD GPUs")
 */
const GPU = {
  makers: ["nvidia", "amd"],
  type: "gpu",
  hasIt: (type: string) => hasGpu(type) || type.startsWith("g4ad."),
};
const NEURON = { makers: ["amazon-web-services"], type: "inference", hasIt: hasNeuron };

function mayHave(
  {
    acceleratorCount,
    acceleratorManufacturers,
    acceleratorTypes,
  }: Partial<InstanceRequirementsArgs>,
  families: readonly string[] | undefined,
  { makers, type, hasIt }: typeof GPU,
): boolean {
  if (acceleratorCount?.max === 0) return false;
  const types: readonly string[] | undefined = acceleratorTypes;
  return (
    (acceleratorManufacturers?.some((maker) => makers.includes(maker)) ?? true) &&
    (types?.includes(type) ?? true) &&
    (families?.some(hasIt) ?? true)
  );
}

/** The types that patterns allow, by their families; nothing where a pattern leaves the family open. */
function knownFamilies(patterns: readonly string[] | undefined): readonly string[] | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  return patterns.every((pattern) => /^[a-z0-9-]+\./.test(pattern)) ? patterns : undefined;
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
