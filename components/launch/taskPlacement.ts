import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "../cluster/args/capacityProviderStrategyArgs.js";
import type { ClusterRef } from "../cluster/args/clusterRef.js";
import { field } from "../argument/refField.js";
import type { DecidedTaskNetwork } from "./decideTaskNetwork.js";

interface TaskPlacementArgs {
  cluster: pulumi.Input<ClusterRef>;
  assignPublicIp?: boolean;
}

interface TaskPlacementContext {
  network: DecidedTaskNetwork;
  securityGroupId: pulumi.Output<string>;
  assignPublicIp: pulumi.Output<boolean>;
}

/** Where tasks run, as inputs of an ECS service or a run. */
export interface TaskPlacement {
  capacityProviderStrategies: pulumi.Output<CapacityProviderStrategyArgs[]>;
  /** Nothing where tasks share the network of their instance: ECS refuses it then. */
  networkConfiguration?: {
    subnets: pulumi.Output<string[]>;
    securityGroups: pulumi.Output<string>[];
    assignPublicIp: pulumi.Output<boolean>;
  };
}

/**
 * Where tasks run: on which capacity, and with a network interface of their own in which subnets, behind which security
 * group.
 */
export function taskPlacement(
  args: TaskPlacementArgs,
  capacityProviderStrategies: pulumi.Output<CapacityProviderStrategyArgs[]>,
  { network: taskNetwork, securityGroupId, assignPublicIp }: TaskPlacementContext,
): TaskPlacement {
  // A launch type instead would replace a service on the way to Spot; strategies change in place.
  if (taskNetwork.instances) return { capacityProviderStrategies };
  const network = field(args.cluster, "network");
  return {
    capacityProviderStrategies,
    networkConfiguration: {
      subnets: field(network, args.assignPublicIp ? "publicSubnetIds" : "privateSubnetIds"),
      securityGroups: [securityGroupId],
      assignPublicIp,
    },
  };
}
