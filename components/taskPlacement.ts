import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import type { ClusterRef } from "./cluster.js";
import { field } from "./reference.js";

interface TaskPlacementArgs {
  cluster: pulumi.Input<ClusterRef>;
  assignPublicIp?: boolean;
}

/** Where tasks run: on which capacity, in which subnets, behind which security group. */
export function taskPlacement(
  args: TaskPlacementArgs,
  capacityProviderStrategies: pulumi.Output<CapacityProviderStrategyArgs[]>,
  securityGroupId: pulumi.Output<string>,
) {
  const network = field(args.cluster, "network");
  return {
    // A launch type instead would replace a service on the way to Spot; strategies change in place.
    capacityProviderStrategies,
    networkConfiguration: {
      subnets: field(network, args.assignPublicIp ? "publicSubnetIds" : "privateSubnetIds"),
      securityGroups: [securityGroupId],
      assignPublicIp: args.assignPublicIp ?? false,
    },
  };
}
