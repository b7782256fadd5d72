import type * as pulumi from "@pulumi/pulumi";

/**
 * Linux capabilities of a container, written without `CAP_`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html
 */
export interface ContainerCapabilitiesArgs {
  /**
   * Capabilities beyond Docker's default. Fargate offers `SYS_PTRACE` alone.
   *
   * @default - none
   */
  add?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Capabilities of Docker's default that are taken away, such as `["ALL"]`.
   *
   * @default - none
   */
  drop?: pulumi.Input<pulumi.Input<string>[]>;
}

/** A limit of the operating system. */
export interface ContainerUlimitArgs {
  /** Name, such as `nofile`, the number of open files, which Fargate lets go up to 1048576. */
  name: pulumi.Input<string>;
  /** What the program starts with, in bytes, seconds or a number, as the name says; -1 is without limit. */
  softLimit: pulumi.Input<number>;
  /**
   * What the program may raise its limit to, at least `softLimit`.
   *
   * @default - the same as `softLimit`
   */
  hardLimit?: pulumi.Input<number>;
}

/**
 * Starts a container again by itself when it ends, without ending the task.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html
 */
export interface ContainerRestartPolicyArgs {
  /**
   * Whether the policy is in force.
   *
   * @default true
   */
  enabled?: pulumi.Input<boolean>;
  /**
   * Up to 50 exit codes, 0 to 255, after which the container is left ended.
   *
   * @default - none
   */
  ignoredExitCodes?: pulumi.Input<pulumi.Input<number>[]>;
  /**
   * Seconds that a container must have run before it is started again, 60 to 1800.
   *
   * @default 300
   */
  restartAttemptPeriodSeconds?: pulumi.Input<number>;
}

/**
 * Memory, swap and devices of a container on Linux. Fargate offers `tmpfs` alone.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html
 */
export interface ContainerLinuxParametersArgs {
  /**
   * Devices of the instance that the container sees, such as `/dev/fuse`.
   *
   * @default - none
   */
  devices?: ContainerDeviceArgs[];
  /**
   * Size of `/dev/shm` in MiB.
   *
   * @default - Docker's 64
   */
  sharedMemorySize?: pulumi.Input<number>;
  /**
   * Folders that are in memory, which counts as the container's.
   *
   * @default - none
   */
  tmpfs?: ContainerTmpfsArgs[];
  /**
   * Swap in MiB that the container may use; 0 is none.
   *
   * @default - the instance's swap does not count
   */
  maxSwap?: pulumi.Input<number>;
  /**
   * How readily memory is swapped out, 0 to 100; counts where `maxSwap` is given.
   *
   * @default 60
   */
  swappiness?: pulumi.Input<number>;
}

/** A device of the instance that a container sees. */
export interface ContainerDeviceArgs {
  /** Path on the instance. */
  hostPath: pulumi.Input<string>;
  /**
   * Path in the container.
   *
   * @default - the same as `hostPath`
   */
  containerPath?: pulumi.Input<string>;
  /**
   * What the container may do with it: `read`, `write` and `mknod`.
   *
   * @default - all three
   */
  permissions?: pulumi.Input<pulumi.Input<string>[]>;
}

/** A folder of a container that is in memory. */
export interface ContainerTmpfsArgs {
  /** Absolute path in the container, different within it. */
  containerPath: pulumi.Input<string>;
  /** Most MiB that it may hold, at least 1. */
  size: pulumi.Input<number>;
  /**
   * Options of the mount, such as `noexec`.
   *
   * @default - Docker's own
   */
  mountOptions?: pulumi.Input<pulumi.Input<string>[]>;
}
