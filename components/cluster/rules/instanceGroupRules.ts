import type { Problem } from "../../rules/problem.js";
import { SMALLEST_ROOT_VOLUME } from "./ecsImage.js";
import type { Fault } from "./instanceFault.js";
import { choiceFault, listProblem, nameFault, numberFault } from "./instanceFault.js";
import type { InstanceGroupSpec } from "./instanceGroupSpec.js";
import { instancePlatformOf } from "./instanceGroupSpec.js";
import type { InstanceRequirementsSpec } from "./instanceRequirements.js";
import { CPU_MANUFACTURERS_OF, instanceRequirementsFault } from "./instanceRequirements.js";
import { architectureOf, hasGpu, isInstanceType } from "./instanceType.js";

/** Most instance types of an Auto Scaling group. */
const MOST_TYPES = 40;
const LARGEST_VOLUME = 65_536;
const OPERATING_SYSTEMS = ["AL2023", "Bottlerocket"];
const ARCHITECTURES = ["amd64", "arm64"];
const ALLOCATIONS = ["price-capacity-optimized", "capacity-optimized", "lowest-price"];
const WARM_STATES = ["Stopped", "Running"];

/**
 * Why EC2 Auto Scaling or ECS would refuse instance groups, or their instances would never run a task; nothing when
 * they are fine.
 *
 * @param argument Name of the argument that holds them.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html
 */
export function instanceGroupsProblem(
  groups: readonly InstanceGroupSpec[],
  argument: string,
): Problem | undefined {
  return listProblem(groups, argument, groupFault);
}

function groupFault(group: InstanceGroupSpec, before: string[]): Fault | undefined {
  return (
    nameFault(group.name, before) ??
    choiceFaults(group) ??
    launchFault(group) ??
    sizeFault(group) ??
    scalingFault(group) ??
    spotFault(group) ??
    volumeFault(group) ??
    warmPoolFault(group)
  );
}

function choiceFaults(group: InstanceGroupSpec): Fault | undefined {
  return (
    choiceFault("architecture", group.architecture, ARCHITECTURES) ??
    choiceFault("operatingSystem", group.operatingSystem, OPERATING_SYSTEMS) ??
    choiceFault("spot.spotAllocationStrategy", group.spot?.spotAllocationStrategy, ALLOCATIONS) ??
    choiceFault("warmPool.poolState", group.warmPool?.poolState, WARM_STATES)
  );
}

function launchFault(group: InstanceGroupSpec): Fault | undefined {
  const { instanceTypes, instanceRequirements } = group;
  const { architecture, operatingSystem, gpu } = instancePlatformOf(group);
  if ((instanceTypes === undefined) === (instanceRequirements === undefined)) {
    const got = instanceTypes === undefined ? "neither" : "both";
    const reason = `a group has either 'instanceTypes' or 'instanceRequirements', got ${got}; instanceTypes ["m7i.large"] works`;
    return { field: "instanceTypes", reason };
  }
  if (gpu && architecture === "arm64" && operatingSystem === "AL2023") {
    const reason = `'gpu' on arm64 has no AL2023 image, got operatingSystem "AL2023"; "Bottlerocket" works`;
    return { field: "operatingSystem", reason };
  }
  if (instanceTypes) return typesFault(instanceTypes, architecture, gpu);
  return instanceRequirements && requirementsFault(instanceRequirements, architecture);
}

function typesFault(
  types: readonly string[],
  architecture: string,
  gpu: boolean,
): Fault | undefined {
  const count = types.length;
  if (count < 1 || count > MOST_TYPES) {
    const reason = `'instanceTypes' must hold 1 to ${MOST_TYPES} types, got ${count}; ["m7i.large"] works`;
    return { field: "instanceTypes", reason };
  }
  for (const [i, type] of types.entries()) {
    const reason = typeReason(type, types.slice(0, i), architecture, gpu);
    if (reason !== undefined) return { field: `instanceTypes[${i}]`, reason };
  }
  return undefined;
}

/** A group has one image, which fits the processors of one architecture. */
function requirementsFault(
  requirements: InstanceRequirementsSpec,
  architecture: "amd64" | "arm64",
): Fault | undefined {
  const fitting = CPU_MANUFACTURERS_OF[architecture];
  const misfit = requirements.cpuManufacturers?.find((maker) => !fitting.includes(maker));
  if (misfit === undefined) {
    return instanceRequirementsFault(requirements, "instanceRequirements");
  }
  const field = "instanceRequirements.cpuManufacturers";
  const works = fitting.map((maker) => JSON.stringify(maker)).join(" or ");
  return {
    field,
    reason: `'${field}' must fit 'architecture' "${architecture}", got ${JSON.stringify(misfit)}; ${works} works`,
  };
}

function typeReason(type: string, before: readonly string[], architecture: string, gpu: boolean) {
  if (!isInstanceType(type)) {
    return `'instanceTypes' must hold EC2 instance types, got ${JSON.stringify(type)}; "m7i.large" works`;
  }
  if (before.includes(type)) return `each instance type may stand once, got "${type}" twice`;
  if (architectureOf(type) !== architecture) {
    return `'architecture' is ${architecture} and ${type} is ${architectureOf(type)}; give a group each architecture that tasks are built for`;
  }
  if (gpu && !hasGpu(type)) {
    return `'gpu' needs instance types with an NVIDIA GPU, got "${type}"; "g5.xlarge" works`;
  }
  return undefined;
}

function sizeFault(group: InstanceGroupSpec): Fault | undefined {
  const { minSize, maxSize, desiredCapacity = minSize } = group;
  return (
    numberFault("minSize", minSize, 0, 10_000) ??
    numberFault("maxSize", maxSize, Math.max(1, minSize), 10_000) ??
    numberFault("desiredCapacity", desiredCapacity, minSize, maxSize)
  );
}

function scalingFault(group: InstanceGroupSpec): Fault | undefined {
  const { minimumScalingStepSize = 1, maximumScalingStepSize = 10_000 } = group;
  return (
    numberFault("managedScalingTargetPercent", group.managedScalingTargetPercent ?? 100, 1, 100) ??
    numberFault("instanceWarmupSeconds", group.instanceWarmupSeconds ?? 300, 0, 10_000) ??
    numberFault("minimumScalingStepSize", minimumScalingStepSize, 1, 10_000) ??
    numberFault("maximumScalingStepSize", maximumScalingStepSize, minimumScalingStepSize, 10_000) ??
    numberFault("maxInstanceLifetimeDays", group.maxInstanceLifetimeDays ?? 1, 1, 365)
  );
}

function spotFault({ spot }: InstanceGroupSpec): Fault | undefined {
  if (!spot) return undefined;
  return (
    numberFault("spot.onDemandBaseCapacity", spot.onDemandBaseCapacity ?? 0, 0, 10_000) ??
    numberFault("spot.onDemandPercentage", spot.onDemandPercentage ?? 0, 0, 100)
  );
}

function volumeFault(group: InstanceGroupSpec): Fault | undefined {
  const size = group.rootVolumeSizeGiB ?? SMALLEST_ROOT_VOLUME;
  return numberFault("rootVolumeSizeGiB", size, SMALLEST_ROOT_VOLUME, LARGEST_VOLUME);
}

function warmPoolFault({ warmPool, spot, maxSize }: InstanceGroupSpec): Fault | undefined {
  if (!warmPool) return undefined;
  if (spot) {
    const reason = "'warmPool' takes no Spot Instances; leave out 'warmPool' or 'spot'";
    return { field: "warmPool", reason };
  }
  const { minSize = 0, maxGroupPreparedCapacity = maxSize } = warmPool;
  return (
    numberFault("warmPool.minSize", minSize, 0, 10_000) ??
    numberFault("warmPool.maxGroupPreparedCapacity", maxGroupPreparedCapacity, minSize, 10_000)
  );
}
