import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import type { ClusterRef } from "./cluster.js";
import { field } from "./reference.js";

interface TaskPlacementArgs {
  cluster: pulumi.Input<ClusterRef>;
  capacityProviderStrategies?: pulumi.Input<CapacityProviderStrategyArgs[]> | undefined;
  assignPublicIp?: boolean;
}

/** Where tasks run: on which capacity, in which subnets, behind which security group. */
export function taskPlacement(args: TaskPlacementArgs, securityGroupId: pulumi.Output<string>) {
  const network = field(args.cluster, "network");
  return {
    // A launch type instead would replace a service on the way to Spot; strategies change in place.
    capacityProviderStrategies:
      args.capacityProviderStrategies ?? field(args.cluster, "defaultCapacityProviderStrategies"),
    networkConfiguration: {
      subnets: field(network, args.assignPublicIp ? "publicSubnetIds" : "privateSubnetIds"),
      securityGroups: [securityGroupId],
      assignPublicIp: args.assignPublicIp ?? false,
    },
  };
}
