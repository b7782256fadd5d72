import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "../cluster/args/capacityProviderStrategyArgs.js";
import type { ClusterRef } from "../cluster/args/clusterRef.js";
import type { TaskDefinitionRef } from "../taskDefinition/args/taskDefinitionRef.js";
import type { TaskEgressArgs } from "../launch/taskEgressArgs.js";

/** Arguments for `Task`. */
export interface TaskArgs {
  /** The cluster that the task runs on: `cluster.ref`, or the output of another stack. */
  cluster: pulumi.Input<ClusterRef>;
  /** What is run: `taskDefinition.ref`. A new revision makes a new run. */
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  /**
   * Name of the container that `command` and `environment` are for, and whose exit code is the result. A change makes a
   * new run.
   *
   * @default - the only one
   */
  container?: pulumi.Input<string>;
  /**
   * Arguments of the container's program in this run. A change makes a new run.
   *
   * @default - as the task definition says
   */
  command?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Environment variables of the container in this run, beside those of the task definition. A change makes a new run.
   *
   * @default - none
   */
  environment?: Record<string, pulumi.Input<string>>;
  /**
   * Number of runs, 2 to 1000, such as one for each shard. Each has its index, from 0, in the variable
   * `SLIPWAY_ARRAY_INDEX` and the number in `SLIPWAY_ARRAY_SIZE`. All ends are awaited, also when one fails. A change
   * makes new runs.
   *
   * @default - one run without index
   */
  arraySize?: pulumi.Input<number>;
  /**
   * Most runs of `arraySize` at a time, 1 to 100.
   *
   * @default 10
   */
  maxConcurrentTasks?: pulumi.Input<number>;
  /**
   * How often a run that failed is made again, 0 to 10: whether its program ended with an error, ECS did not start it or
   * AWS took its capacity back. A program that must not run twice, such as a migration that is not atomic, keeps 0.
   *
   * @default 0
   */
  retryAttempts?: pulumi.Input<number>;
  /**
   * Seconds that all runs and attempts may take together, 1 to 86400; then what runs is stopped and the update fails.
   *
   * @default 600
   */
  timeoutSeconds?: pulumi.Input<number>;
  /**
   * Values that make a new run when one of them changes, such as a hash of the migrations.
   *
   * @default - none
   */
  triggers?: Record<string, pulumi.Input<string>>;
  /**
   * What the task runs on: Fargate, an instance group or managed instances of the cluster, by name.
   *
   * @default - as the cluster says
   */
  capacityProviderStrategies?: CapacityProviderStrategyArgs[];
  /**
   * Tasks that run on Fargate; all above this number run on Fargate Spot. A run is one task: 0 runs it on Spot. Not with
   * `capacityProviderStrategies`.
   *
   * @default - no mix
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
   */
  spotAboveTasks?: number;
  /**
   * Whether the task runs in the public subnets and has a public address.
   *
   * @default false
   */
  assignPublicIp?: boolean;
  /**
   * Security groups of the program's own, 1 to 5, in the place of the one that is made. Rules of
   * `egress` go to the first. In the network mode `awsvpc` only.
   *
   * @default - one is made, whose tasks reach the VPC and what the network lets out
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
   */
  securityGroupIds?: pulumi.Input<string>[];
  /**
   * What the tasks may reach beside what their network lets out, such as a database in a peered VPC or SMTP on port 587: a rule
   * resource each. The network's own rules then stand in a second group, so that further rules on the first one stay,
   * also with an empty list. In the network mode `awsvpc` only.
   *
   * @default - the VPC, and port 443 of what the network lets out
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
   */
  egress?: TaskEgressArgs[];
}
