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
