import type * as pulumi from "@pulumi/pulumi";

/** Limits and target of a service's autoscaler. */
export interface ServiceScalingArgs {
  /** Least number of tasks, at least 0. */
  minCapacity: pulumi.Input<number>;
  /** Largest number of tasks, at least 1. */
  maxCapacity: pulumi.Input<number>;
  /**
   * Average CPU use that the autoscaler aims at, in percent of what the tasks have.
   *
   * @default 60
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
   */
  targetCpuPercent?: pulumi.Input<number>;
}
