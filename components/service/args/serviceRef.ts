import type * as pulumi from "@pulumi/pulumi";

/** What other programs need to know of a service. Plain, so that it crosses stacks. */
export interface ServiceRef {
  /** ARN of the ECS service. */
  arn: pulumi.Input<string>;
  /** Name of the ECS service. */
  name: pulumi.Input<string>;
  /** ARN of its cluster. */
  clusterArn: pulumi.Input<string>;
  /**
   * Security group of its tasks, for peers to name in their own rules: that of the instances, of the first group, where the
   * tasks share their network.
   */
  securityGroupId: pulumi.Input<string>;
  /**
   * Security groups of all instances whose network its tasks share.
   *
   * @default - each task has a network interface of its own
   */
  instanceSecurityGroupIds?: pulumi.Input<string[]>;
}
