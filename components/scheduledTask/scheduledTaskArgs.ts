import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "../cluster/args/capacityProviderStrategyArgs.js";
import type { ClusterRef } from "../cluster/args/clusterRef.js";
import type { TaskDefinitionRef } from "../taskDefinition/args/taskDefinitionRef.js";
import type { TaskEgressArgs } from "../launch/taskEgressArgs.js";

/** Arguments for `ScheduledTask`. */
export interface ScheduledTaskArgs {
  /** The cluster that the tasks run on: `cluster.ref`, or the output of another stack. */
  cluster: pulumi.Input<ClusterRef>;
  /** What is run: `taskDefinition.ref`. The schedule stays on this revision until the program is updated. */
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  /**
   * When tasks are run: `cron(minutes hours day-of-month month day-of-week year)`, `rate(15 minutes)` or
   * `at(yyyy-mm-ddThh:mm:ss)`.
   *
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  schedule: pulumi.Input<string>;
  /**
   * Time zone of `cron` and `at` by its IANA name, such as `Europe/Berlin`; it heeds daylight saving time.
   *
   * @default "UTC"
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#time-zones
   */
  timeZone?: pulumi.Input<string>;
  /**
   * Minutes after the scheduled moment within which the run may start, 1 to 1440, so that many schedules do not start at
   * once.
   *
   * @default - the run starts at the moment itself
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html
   */
  flexibleWindowMinutes?: pulumi.Input<number>;
  /**
   * How often a run that ECS did not start is tried again. A program that ends with an error is not run again.
   *
   * @default - 185 attempts within 86400 seconds
   */
  retries?: ScheduleRetriesArgs;
  /**
   * Name of the container that `command` and `environment` are for.
   *
   * @default - the only one
   */
  container?: pulumi.Input<string>;
  /**
   * Arguments of the container's program in these runs.
   *
   * @default - as the task definition says
   */
  command?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Environment variables of the container in these runs, beside those of the task definition. Everybody who may read
   * the schedule reads them.
   *
   * @default - none
   */
  environment?: Record<string, pulumi.Input<string>>;
  /**
   * Whether the schedule runs anything.
   *
   * @default true
   */
  enabled?: pulumi.Input<boolean>;
  /**
   * Tasks that each run starts, 1 to 10.
   *
   * @default 1
   */
  taskCount?: pulumi.Input<number>;
  /**
   * How the tasks of a run spread over Fargate, or over instance groups or managed instances of the cluster, by name.
   *
   * @default - as the cluster says
   */
  capacityProviderStrategies?: CapacityProviderStrategyArgs[];
  /**
   * Tasks of a run that are on Fargate; all above this number run on Fargate Spot, which costs less and may be taken away with two
   * minutes' notice. 0 to 100000; 0 runs all on Spot. Not with `capacityProviderStrategies`.
   *
   * @default - no mix
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
   */
  spotAboveTasks?: number;
  /**
   * Whether tasks run in the public subnets and have public addresses.
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
  /**
   * ARN of the managed policy that limits what the roles which are made here may ever do, which is the schedule's.
   *
   * @default - no limit
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  permissionsBoundaryArn?: pulumi.Input<string>;
}

/**
 * How often a run that ECS did not start is tried again.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html
 */
export interface ScheduleRetriesArgs {
  /**
   * Attempts after the first, 0 to 185.
   *
   * @default 185
   */
  maximumAttempts?: pulumi.Input<number>;
  /**
   * Seconds after the scheduled moment during which a run is tried again, 60 to 86400.
   *
   * @default 86400
   */
  maximumEventAgeSeconds?: pulumi.Input<number>;
}
