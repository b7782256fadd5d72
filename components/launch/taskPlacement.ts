import type * as pulumi from "@pulumi/pulumi";

import type { DecidedLaunch } from "./decideLaunch.js";
import type { TaskSecurityGroups } from "./taskSecurityGroups.js";

/** Where tasks run, as inputs of an ECS service or a run. */
export interface TaskPlacement {
  capacityProviderStrategies: DecidedLaunch["capacityProviderStrategies"];
  /** Nothing where tasks share the network of their instance: ECS refuses it then. */
  networkConfiguration?: {
    subnets: pulumi.Output<string[]>;
    securityGroups: pulumi.Output<string>[];
    assignPublicIp: pulumi.Output<boolean>;
  };
}

/**
 * Where tasks run: on which capacity, and with a network interface of their own in which subnets, behind which security
 * groups.
 */
export function taskPlacement(
  launch: DecidedLaunch,
  { attachedIds: securityGroups }: Pick<TaskSecurityGroups, "attachedIds">,
): TaskPlacement {
  const { capacityProviderStrategies, taskNetwork, subnetIds: subnets, assignPublicIp } = launch;
  // A launch type instead would replace a service on the way to Spot; strategies change in place.
  if (taskNetwork.instances) return { capacityProviderStrategies };
  return {
    capacityProviderStrategies,
    networkConfiguration: { subnets, securityGroups, assignPublicIp },
  };
}
