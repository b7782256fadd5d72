import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategyArgs.js";
import type { NetworkRef } from "../../network/networkRef.js";

/** What other components need to know of a cluster. Plain, so that it crosses stacks. */
export interface ClusterRef {
  /** ARN of the ECS cluster, known when its capacity providers are attached. */
  arn: pulumi.Input<string>;
  /** Name of the ECS cluster. */
  name: pulumi.Input<string>;
  /** Where the cluster's services run. */
  network: pulumi.Input<NetworkRef>;
  /** How services spread their tasks unless they say otherwise. */
  defaultCapacityProviderStrategies: pulumi.Input<CapacityProviderStrategyArgs[]>;
  /**
   * Names of the capacity providers of the cluster's instance groups and managed instances, by their names in the
   * cluster's arguments.
   *
   * @default - the cluster has none
   */
  capacityProviders?: pulumi.Input<Record<string, string>>;
  /**
   * Which keys of `capacityProviders` are managed instances, which no strategy mixes with instance groups.
   *
   * @default - none
   */
  managedInstances?: pulumi.Input<string[]>;
  /**
   * Ids of the security groups of the instances, by the names of the instance groups and managed instances: what opens
   * ports of tasks that share the network of their instance.
   *
   * @default - the cluster has none
   */
  instanceSecurityGroupIds?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * ARN of the Cloud Map namespace for Service Connect.
   *
   * @default - the cluster has none
   */
  namespaceArn?: pulumi.Input<string>;
}
