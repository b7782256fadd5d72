import type * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "../../rules/architecture.js";
import type { InstanceRequirementsArgs } from "./instanceRequirementsArgs.js";

/** What an instance runs. */
export const InstanceOperatingSystem = { AL2023: "AL2023", Bottlerocket: "Bottlerocket" } as const;
/** What an instance runs. */
export type InstanceOperatingSystem =
  (typeof InstanceOperatingSystem)[keyof typeof InstanceOperatingSystem];

/** How EC2 Auto Scaling chooses among Spot pools. */
export const SpotAllocationStrategy = {
  PriceCapacityOptimized: "price-capacity-optimized",
  CapacityOptimized: "capacity-optimized",
  LowestPrice: "lowest-price",
} as const;
/** How EC2 Auto Scaling chooses among Spot pools. */
export type SpotAllocationStrategy =
  (typeof SpotAllocationStrategy)[keyof typeof SpotAllocationStrategy];

/** What instances of a warm pool wait as. */
export const WarmPoolState = { Stopped: "Stopped", Running: "Running" } as const;
/** What instances of a warm pool wait as. */
export type WarmPoolState = (typeof WarmPoolState)[keyof typeof WarmPoolState];

/** How an instance group mixes On-Demand and Spot Instances. */
export interface InstanceGroupSpotArgs {
  /**
   * Instances that are On-Demand before any is a Spot Instance, 0 to 10000.
   *
   * @default 0
   */
  onDemandBaseCapacity?: number;
  /**
   * Percent of the instances above the base that are On-Demand, 0 to 100.
   *
   * @default 0
   */
  onDemandPercentage?: number;
  /**
   * How EC2 Auto Scaling chooses among Spot pools.
   *
   * @default "price-capacity-optimized"
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/allocation-strategies.html
   */
  spotAllocationStrategy?: SpotAllocationStrategy;
}

/** Instances that an instance group keeps prepared, so that it grows in seconds. */
export interface InstanceGroupWarmPoolArgs {
  /**
   * Instances that the pool holds at least, 0 to 10000.
   *
   * @default 0
   */
  minSize?: number;
  /**
   * Instances of pool and group together, `minSize` to 10000.
   *
   * @default - the group's `maxSize`
   */
  maxGroupPreparedCapacity?: number;
  /**
   * What the pool's instances wait as.
   *
   * @default "Stopped"
   */
  poolState?: WarmPoolState;
  /**
   * Whether instances go back to the pool when the group shrinks.
   *
   * @default false
   */
  reuseOnScaleIn?: boolean;
}

/**
 * A group of EC2 instances that a cluster's tasks may run on: an Auto Scaling group that ECS scales, with a capacity
 * provider of its own.
 */
export interface InstanceGroupArgs {
  /** Name of the group, for strategies to name; children are named `<cluster>-<group>`. */
  name: string;
  /**
   * Instance types, 1 to 40, such as `["m7i.large", "m6i.large"]`; the more, the surer is Spot capacity. Either these or
   * `instanceRequirements`.
   *
   * @default - `instanceRequirements` say which
   */
  instanceTypes?: string[];
  /**
   * What every instance must have, instead of a list of types: EC2 Auto Scaling takes any type that fits. The processor
   * makers are those of `architecture` unless they are given, and with `gpu` there is at least one GPU of NVIDIA.
   *
   * @default - `instanceTypes` say which
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-mixed-instances-group-attribute-based-instance-type-selection.html
   */
  instanceRequirements?: InstanceRequirementsArgs;
  /**
   * Processor architecture of the instances. With another one the group is replaced.
   *
   * @default "amd64"
   */
  architecture?: Architecture;
  /**
   * What the instances run: the newest ECS-optimized image of it at each launch. With another one the group is replaced.
   *
   * @default "AL2023"
   */
  operatingSystem?: InstanceOperatingSystem;
  /**
   * Whether the image has NVIDIA's drivers. With another answer the group is replaced.
   *
   * @default - true where all of `instanceTypes` have a GPU of NVIDIA that AWS has an image for, else false; where all have
   * Inferentia or Trainium, the image has their drivers
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html
   */
  gpu?: boolean;
  /**
   * Id of an image of one's own for the instances, which must be of `operatingSystem` and `architecture` and have the ECS agent, or
   * a parameter of SSM as `resolve:ssm:…`.
   *
   * @default - the newest ECS-optimized image at each launch
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-optimized_AMI.html
   */
  imageId?: pulumi.Input<string>;
  /**
   * ARNs of further policies of IAM for the instances' role, by names of your own, such as of an agent outside of tasks.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
   */
  policyArns?: Record<string, pulumi.Input<string>>;
  /**
   * Tags of the instances, their volumes and their network interfaces, which EC2 Auto Scaling makes, so that the provider's default
   * tags do not reach them.
   *
   * @default - the name alone
   */
  tags?: Record<string, pulumi.Input<string>>;
  /** Instances that the group has at least, 0 to 10000. */
  minSize: number;
  /** Instances that the group has at most, 1 to 10000. */
  maxSize: number;
  /**
   * Instances that the group starts with, `minSize` to `maxSize`. ECS owns the number from then on.
   *
   * @default - `minSize`
   */
  desiredCapacity?: number;
  /**
   * How the group mixes On-Demand and Spot Instances.
   *
   * @default - On-Demand Instances alone
   */
  spot?: InstanceGroupSpotArgs;
  /**
   * GiB of the encrypted gp3 volume that holds images and containers, 30 to 65536.
   *
   * @default 30
   */
  rootVolumeSizeGiB?: number;
  /**
   * ARN of the KMS key that encrypts the instances' volumes. The service-linked role of EC2 Auto Scaling needs a grant on
   * it.
   *
   * @default - the account's key for EBS
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
   */
  rootVolumeKmsKeyArn?: pulumi.Input<string>;
  /**
   * Instances that the group keeps prepared. Not with Spot Instances.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-warm-pool.html
   */
  warmPool?: InstanceGroupWarmPoolArgs;
  /**
   * Percent of the group's capacity that tasks shall use, 1 to 100: below 100 there are spare instances.
   *
   * @default 100
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
   */
  managedScalingTargetPercent?: number;
  /**
   * Seconds until a new instance counts in the group's use, 0 to 10000: as long as it takes to start tasks.
   *
   * @default 300
   */
  instanceWarmupSeconds?: number;
  /**
   * Instances that ECS adds or takes away in one step at least, 1 to 10000.
   *
   * @default 1
   */
  minimumScalingStepSize?: number;
  /**
   * Instances that ECS adds in one step at most, `minimumScalingStepSize` to 10000.
   *
   * @default 10000
   */
  maximumScalingStepSize?: number;
  /**
   * Days after which an instance is replaced by one of the newest image, 1 to 365; its tasks move first.
   *
   * @default - instances run as long as they are needed
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html
   */
  maxInstanceLifetimeDays?: number;
  /**
   * Whether ECS moves the tasks of an instance before it ends.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-draining.html
   */
  managedDraining?: boolean;
  /**
   * Whether the group never ends an instance that runs tasks when it shrinks.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html
   */
  managedTerminationProtection?: boolean;
  /**
   * What an instance does at its first start beside joining the cluster, at most 15360 bytes: lines of a shell script
   * that runs as root, or for Bottlerocket settings in TOML. No secrets. Instances that run already keep theirs.
   *
   * @default - nothing
   */
  userData?: pulumi.Input<string>;
  /**
   * Whether Systems Manager's Session Manager opens a shell on the instances.
   *
   * @default false
   */
  enableSessionManager?: boolean;
  /**
   * Whether the group is deleted with its instances at once, instead of waiting for each to end.
   *
   * @default - true unless the cluster has the resource option `protect`
   */
  forceDelete?: boolean;
}
