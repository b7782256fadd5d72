import type * as pulumi from "@pulumi/pulumi";

/** A container as a service needs to know it. */
export interface TaskContainerRef {
  /** Name of the container. */
  name: pulumi.Input<string>;
  /** TCP and UDP ports that it listens on, without ranges of ports. */
  ports: pulumi.Input<pulumi.Input<number>[]>;
  /**
   * Ports of the instance that lead to `ports`, in their order, in network modes `bridge` and `default`; 0 has a free one
   * chosen for each task.
   *
   * @default - free ones
   */
  hostPorts?: pulumi.Input<pulumi.Input<number>[]>;
  /**
   * Names of its ports, which Service Connect goes by.
   *
   * @default - none
   */
  portNames?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Seconds that its health check leaves it to start.
   *
   * @default - none
   */
  startPeriod?: pulumi.Input<number>;
  /**
   * Seconds that it has to stop.
   *
   * @default - 30
   */
  stopTimeout?: pulumi.Input<number>;
}

/** What an instance must have for a task to start on it. */
export interface InstanceNeedsRef {
  /**
   * Processor architecture: `amd64` or `arm64`.
   *
   * @default - any
   */
  architecture?: pulumi.Input<string>;
  /**
   * Operating system as ECS names it, where it is one of Windows.
   *
   * @default - Linux
   */
  operatingSystem?: pulumi.Input<string>;
  /**
   * What a container asks for: `gpu` or `neuron`.
   *
   * @default - neither
   */
  accelerator?: pulumi.Input<string>;
}

/** What services need to know of a task definition. Plain, so that it crosses stacks. */
export interface TaskDefinitionRef {
  /** ARN of the revision. */
  arn: pulumi.Input<string>;
  /** Name that all revisions share. */
  family: pulumi.Input<string>;
  /** The containers with their ports. */
  containers: pulumi.Input<pulumi.Input<TaskContainerRef>[]>;
  /** ARN of the role that ECS starts the task with; who runs the task must be allowed to pass it. */
  executionRoleArn?: pulumi.Input<string>;
  /** ARN of the role that the program has; who runs the task must be allowed to pass it. */
  taskRoleArn?: pulumi.Input<string>;
  /**
   * Name of the role that the program has, where the component made it: what a service needs of AWS for its tasks, such as
   * ECS Exec, is then granted to it. A role that exists is its owner's to change.
   *
   * @default - the role is left alone
   */
  taskRoleName?: pulumi.Input<string>;
  /** Name of the log group that its execution role may write to. */
  logGroupName?: pulumi.Input<string>;
  /**
   * Kinds of capacity that the task is for.
   *
   * @default - not known, so that nothing is refused
   */
  requiresCompatibilities?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What the instances of a task that is not for Fargate alone must have.
   *
   * @default - not known, so that nothing is refused
   */
  instanceNeeds?: pulumi.Input<InstanceNeedsRef>;
  /**
   * How the containers are on the network: `bridge`, `host`, `none`, or `default` on Windows.
   *
   * @default "awsvpc"
   */
  networkMode?: pulumi.Input<string>;
  /**
   * The disk that each task must be given.
   *
   * @default - none
   */
  ebsVolume?: pulumi.Input<EbsVolumeRef>;
}

/** A task's disk of EBS, which whoever runs the task has ECS make. */
export interface EbsVolumeRef {
  /** Name of the volume. */
  name: pulumi.Input<string>;
  /** ARN of the role that ECS makes and attaches the disk with. */
  roleArn: pulumi.Input<string>;
  /** Size in GiB; the snapshot's without. */
  sizeGiB?: pulumi.Input<number>;
  /** Type of the disk, such as `gp3`. */
  volumeType?: pulumi.Input<string>;
  /** Operations a second. */
  iops?: pulumi.Input<number>;
  /** Throughput in MiB a second. */
  throughput?: pulumi.Input<number>;
  /** Whether the disk is encrypted. */
  encrypted?: pulumi.Input<boolean>;
  /** ARN of the key that encrypts the disk. */
  kmsKeyArn?: pulumi.Input<string>;
  /** Id of the snapshot that the disk starts as. */
  snapshotId?: pulumi.Input<string>;
  /** File system that the disk is formatted with. */
  fileSystemType?: pulumi.Input<string>;
}
