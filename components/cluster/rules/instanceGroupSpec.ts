import type { InstanceRequirementsSpec } from "./instanceRequirements.js";

/** An EC2 Auto Scaling group for ECS, as far as rules and settings of its instances go. */
export interface InstanceGroupSpec {
  name: string;
  instanceTypes?: readonly string[] | undefined;
  instanceRequirements?: InstanceRequirementsSpec | undefined;
  architecture?: "amd64" | "arm64" | undefined;
  operatingSystem?: "AL2023" | "Bottlerocket" | undefined;
  gpu?: boolean | undefined;
  minSize: number;
  maxSize: number;
  desiredCapacity?: number | undefined;
  spot?: SpotSpec | undefined;
  rootVolumeSizeGiB?: number | undefined;
  warmPool?: WarmPoolSpec | undefined;
  managedScalingTargetPercent?: number | undefined;
  instanceWarmupSeconds?: number | undefined;
  minimumScalingStepSize?: number | undefined;
  maximumScalingStepSize?: number | undefined;
  maxInstanceLifetimeDays?: number | undefined;
}

/** How a group mixes On-Demand and Spot Instances. */
export interface SpotSpec {
  onDemandBaseCapacity?: number | undefined;
  onDemandPercentage?: number | undefined;
  spotAllocationStrategy?: string | undefined;
}

/** Instances that a group keeps prepared. */
export interface WarmPoolSpec {
  minSize?: number | undefined;
  maxGroupPreparedCapacity?: number | undefined;
  poolState?: string | undefined;
}

/** The processor, the operating system and the GPU that a group's tasks count on, defaults filled in. */
export function instancePlatformOf(group: InstanceGroupSpec) {
  const { architecture = "amd64", operatingSystem = "AL2023", gpu = false } = group;
  return { architecture, operatingSystem, gpu };
}
