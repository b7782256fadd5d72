import type * as pulumi from "@pulumi/pulumi";

/** What a tool outside needs to make task sets of a service and move its requests. Plain, so that it crosses stacks. */
export interface ExternalDeploymentRef {
  /** ARN of the cluster. */
  clusterArn: pulumi.Input<string>;
  /** Name of the ECS service. */
  serviceName: pulumi.Input<string>;
  /** ARN of the revision that the program has now. */
  taskDefinitionArn: pulumi.Input<string>;
  /** Id of the task set that the service began with. */
  taskSetId: pulumi.Input<string>;
  /** Subnets of the tasks; none where they share the network of their instance, and a task set takes no network then. */
  subnetIds: pulumi.Input<string[]>;
  /** Security groups of the tasks; none where they share the network of their instance. */
  securityGroupIds: pulumi.Input<string[]>;
  /** Whether tasks have public addresses. */
  assignPublicIp: pulumi.Input<boolean>;
  /** ARN of the listener rule whose weights say which task set gets the requests; nothing without a load balancer. */
  listenerRuleArn?: pulumi.Input<string>;
  /** ARNs of the two target groups, that of the first task set first; nothing without a load balancer. */
  targetGroupArns?: pulumi.Input<string>[];
  /** Container that gets the requests; nothing without a load balancer. */
  containerName?: pulumi.Input<string>;
  /** Port of that container; nothing without a load balancer. */
  containerPort?: pulumi.Input<number>;
}
