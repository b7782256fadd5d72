import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategyArgs.js";
import type { InstanceGroupArgs } from "./instanceGroupArgs.js";
import type { ManagedInstancesArgs } from "./managedInstancesArgs.js";
import type { NetworkRef } from "../../network/networkRef.js";

/** What CloudWatch Container Insights collects. */
export const ContainerInsights = {
  Disabled: "disabled",
  Enabled: "enabled",
  Enhanced: "enhanced",
} as const;
/** What CloudWatch Container Insights collects. */
export type ContainerInsights = (typeof ContainerInsights)[keyof typeof ContainerInsights];

/** A capacity provider of Fargate. */
export const FargateCapacityProvider = { Fargate: "FARGATE", FargateSpot: "FARGATE_SPOT" } as const;
/** A capacity provider of Fargate. */
export type FargateCapacityProvider =
  (typeof FargateCapacityProvider)[keyof typeof FargateCapacityProvider];

/** Arguments for `Cluster`. */
export interface ClusterArgs {
  /** Where the cluster's services run. */
  network: pulumi.Input<NetworkRef>;
  /**
   * What CloudWatch Container Insights collects; it is billed by metric.
   *
   * @default "enabled"
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContainerInsights.html
   */
  containerInsights?: pulumi.Input<ContainerInsights>;
  /**
   * Days to keep the log of ECS Exec sessions. Must be a period that CloudWatch Logs offers.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  execLogRetentionDays?: pulumi.Input<number>;
  /**
   * ARN of the KMS key that encrypts ECS Exec: the session between terminal and container, and its log. The key's
   * policy must let CloudWatch Logs use it, and let IAM policies of the account grant it: a `Service` with
   * `enableExecuteCommand` allows its task role `kms:Decrypt` on it.
   *
   * @default - TLS for the session, CloudWatch's own key for the log
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-logging
   */
  execKmsKeyArn?: pulumi.Input<string>;
  /**
   * Name of a Cloud Map namespace to create, 1 to 1024 characters: services of the cluster find each other in it by
   * Service Connect unless they name another one.
   *
   * @default - no namespace
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html
   */
  serviceConnectNamespace?: pulumi.Input<string>;
  /**
   * Groups of EC2 instances that tasks may run on beside Fargate. An update that renames, replaces or removes a group
   * attaches what is new, lets services move, and detaches and deletes what is old then; it waits up to 30 minutes for
   * the tasks of the old group, and fails with the names of services that still ask for it. Who removes the last group
   * leaves an empty list here until an update has done so.
   *
   * The machine that runs the update attaches and detaches, with the credentials of the AWS provider, the roles that it
   * assumes included, by Pulumi's provider for Node.js, which programs in other languages need installed. What an explicit
   * provider is configured with is kept as a secret in the state.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html
   */
  instanceGroups?: InstanceGroupArgs[];
  /**
   * EC2 instances that ECS runs by itself, for tasks beside Fargate and instance groups. Renamed, replaced and removed
   * as instance groups are.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html
   */
  managedInstances?: ManagedInstancesArgs[];
  /**
   * Which capacity providers of Fargate the cluster has, beside those of `instanceGroups` and `managedInstances`, which it
   * has always: `["FARGATE"]` so that no task runs on Spot, `[]` so that none runs on Fargate. Services that name another
   * are refused. What services of a deployed cluster use is detached by an update after the one in which they leave it.
   * Who takes this argument off again gives both for one update.
   *
   * @default - both; what a deployed cluster has beside them stays
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html
   */
  capacityProviders?: FargateCapacityProvider[];
  /**
   * How services spread their tasks unless they say otherwise: over `FARGATE` and `FARGATE_SPOT`, over instance groups by
   * their names, or over managed instances by theirs.
   *
   * @default - all on `FARGATE`; where `capacityProviders` leaves it out, on the first that the cluster has
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
   */
  defaultCapacityProviderStrategies?: CapacityProviderStrategyArgs[];
  /**
   * Tasks of each service that run on Fargate unless it says otherwise; all above this number run on Fargate Spot, which costs less and may be taken away with two
   * minutes' notice. 0 to 100000; 0 runs all on Spot. Not with `defaultCapacityProviderStrategies`.
   *
   * @default - no mix
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
   */
  spotAboveTasks?: number;
  /**
   * ARN of the managed policy that limits what the roles which are made here may ever do: those of `instanceGroups` and `managedInstances`.
   *
   * @default - no limit
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  permissionsBoundaryArn?: pulumi.Input<string>;
}
