import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";
import type { InstanceRequirementsArgs } from "../args/instanceRequirementsArgs.js";
import { capacityNameProblem, capacityProblem } from "./capacityName.js";
import { wholeNumberProblem } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import { SMALLEST_ROOT_VOLUME } from "./ecsImage.js";
import { instancePlatformOf } from "./instancePlatform.js";
import { CPU_MANUFACTURERS_OF, instanceRequirementsProblem } from "./instanceRequirements.js";
import { architectureOf, hasGpu, isInstanceType } from "./instanceType.js";

/** Most instance types of an Auto Scaling group. */
const MOST_TYPES = 40;
const LARGEST_VOLUME = 65_536;

/**
 * Why EC2 Auto Scaling or ECS would refuse instance groups, or their instances would never run a task; nothing when
 * they are fine.
 *
 * @param argument Name of the argument that holds them.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html
 */
export function instanceGroupsProblem(
  groups: readonly InstanceGroupArgs[],
  argument: string,
): Problem | undefined {
  return capacityProblem(groups, argument, groupProblem);
}

function groupProblem(group: InstanceGroupArgs, before: string[]): Problem | undefined {
  return (
    capacityNameProblem(group.name, before) ??
    launchProblem(group) ??
    sizeProblem(group) ??
    scalingProblem(group) ??
    spotProblem(group) ??
    volumeProblem(group) ??
    warmPoolProblem(group)
  );
}

function launchProblem(group: InstanceGroupArgs): Problem | undefined {
  const { instanceTypes, instanceRequirements } = group;
  const { architecture, operatingSystem, gpu } = instancePlatformOf(group);
  if ((instanceTypes === undefined) === (instanceRequirements === undefined)) {
    const got = instanceTypes === undefined ? "neither" : "both";
    const reason = `a group has either 'instanceTypes' or 'instanceRequirements', got ${got}; instanceTypes ["m7i.large"] works`;
    return { path: "instanceTypes", reason };
  }
  if (gpu && architecture === "arm64" && operatingSystem === "AL2023") {
    const reason = `'gpu' on arm64 has no AL2023 image, got operatingSystem "AL2023"; "Bottlerocket" works`;
    return { path: "operatingSystem", reason };
  }
  if (instanceTypes) return typesProblem(instanceTypes, architecture, gpu);
  return instanceRequirements && requirementsProblem(instanceRequirements, architecture);
}

function typesProblem(
  types: readonly string[],
  architecture: string,
  gpu: boolean,
): Problem | undefined {
  const count = types.length;
  if (count < 1 || count > MOST_TYPES) {
    const reason = `'instanceTypes' must hold 1 to ${MOST_TYPES} types, got ${count}; ["m7i.large"] works`;
    return { path: "instanceTypes", reason };
  }
  for (const [i, type] of types.entries()) {
    const reason = typeReason(type, types.slice(0, i), architecture, gpu);
    if (reason !== undefined) return { path: `instanceTypes[${i}]`, reason };
  }
  return undefined;
}

/** A group has one image, which fits the processors of one architecture. */
function requirementsProblem(
  requirements: InstanceRequirementsArgs,
  architecture: "amd64" | "arm64",
): Problem | undefined {
  const fitting = CPU_MANUFACTURERS_OF[architecture];
  const misfit = requirements.cpuManufacturers?.find((maker) => !fitting.includes(maker));
  if (misfit === undefined) {
    return instanceRequirementsProblem(requirements, "instanceRequirements");
  }
  const field = "instanceRequirements.cpuManufacturers";
  const works = fitting.map((maker) => JSON.stringify(maker)).join(" or ");
  return {
    path: field,
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

function sizeProblem(group: InstanceGroupArgs): Problem | undefined {
  const { minSize, maxSize, desiredCapacity = minSize } = group;
  return (
    wholeNumberProblem("minSize", minSize, [0, 10_000]) ??
    wholeNumberProblem("maxSize", maxSize, [Math.max(1, minSize), 10_000]) ??
    wholeNumberProblem("desiredCapacity", desiredCapacity, [minSize, maxSize])
  );
}

function scalingProblem(group: InstanceGroupArgs): Problem | undefined {
  const { minimumScalingStepSize = 1, maximumScalingStepSize = 10_000 } = group;
  return (
    wholeNumberProblem(
      "managedScalingTargetPercent",
      group.managedScalingTargetPercent,
      [1, 100],
    ) ??
    wholeNumberProblem("instanceWarmupSeconds", group.instanceWarmupSeconds, [0, 10_000]) ??
    wholeNumberProblem("minimumScalingStepSize", minimumScalingStepSize, [1, 10_000]) ??
    wholeNumberProblem("maximumScalingStepSize", maximumScalingStepSize, [
      minimumScalingStepSize,
      10_000,
    ]) ??
    wholeNumberProblem("maxInstanceLifetimeDays", group.maxInstanceLifetimeDays, [1, 365])
  );
}

function spotProblem({ spot }: InstanceGroupArgs): Problem | undefined {
  if (!spot) return undefined;
  return (
    wholeNumberProblem("spot.onDemandBaseCapacity", spot.onDemandBaseCapacity, [0, 10_000]) ??
    wholeNumberProblem("spot.onDemandPercentage", spot.onDemandPercentage, [0, 100])
  );
}

function volumeProblem(group: InstanceGroupArgs): Problem | undefined {
  const size = group.rootVolumeSizeGiB ?? SMALLEST_ROOT_VOLUME;
  return wholeNumberProblem("rootVolumeSizeGiB", size, [SMALLEST_ROOT_VOLUME, LARGEST_VOLUME]);
}

function warmPoolProblem({ warmPool, spot, maxSize }: InstanceGroupArgs): Problem | undefined {
  if (!warmPool) return undefined;
  if (spot) {
    const reason = "'warmPool' takes no Spot Instances; leave out 'warmPool' or 'spot'";
    return { path: "warmPool", reason };
  }
  const { minSize = 0, maxGroupPreparedCapacity = maxSize } = warmPool;
  return (
    wholeNumberProblem("warmPool.minSize", minSize, [0, 10_000]) ??
    wholeNumberProblem("warmPool.maxGroupPreparedCapacity", maxGroupPreparedCapacity, [
      minSize,
      10_000,
    ])
  );
}
