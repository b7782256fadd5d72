import * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "../cluster/args/capacityProviderStrategyArgs.js";
import type { NetworkRef } from "../network/networkRef.js";
import type { Checks } from "../argument/checks.js";
import { field } from "../argument/refField.js";
import { checkDaemonLaunch, checkTaskLaunch } from "./checkTaskLaunch.js";
import { decideCapacityStrategy } from "./decideCapacityStrategy.js";
import { decidePublicIp } from "./decidePublicIp.js";
import type { DecidedTaskNetwork } from "./decideTaskNetwork.js";
import { checkGroupsKnown, decideTaskNetwork, plainNetworkMode } from "./decideTaskNetwork.js";
import type { DecidedTaskGroups } from "./decideTaskGroups.js";
import { decideTaskGroups } from "./decideTaskGroups.js";
import type { LaunchArgs } from "./launchArgs.js";
import type { NetworkUse } from "./rules/networkUse.js";
import { networkUseProblem } from "./rules/networkUse.js";
import { checkImages } from "./checkImages.js";

/** Where tasks run, and how they are on the network. */
export interface DecidedLaunch {
  /** How they spread over the cluster's capacity. */
  capacityProviderStrategies: pulumi.Output<CapacityProviderStrategyArgs[]>;
  /** How they are on the network. */
  taskNetwork: DecidedTaskNetwork;
  assignPublicIp: pulumi.Output<boolean>;
  /** Subnets of their network interfaces, where they have some of their own. */
  subnetIds: pulumi.Output<string[]>;
  /** Their security groups, and what they reach by these. */
  groups: DecidedTaskGroups;
  /** The cluster's network. */
  network: pulumi.Output<pulumi.Unwrap<NetworkRef>>;
}

/**
 * Decides where tasks run and how they are on the network, before anything is registered where the arguments are plain.
 *
 * @param use What else they are given that needs a network.
 * @throws {ArgumentError} if the capacity is not for such tasks, or their network mode, or its capacity, does not offer
 * what the arguments ask for.
 */
export function decideLaunch(
  checks: Checks,
  args: LaunchArgs,
  use: Omit<NetworkUse, "networkMode" | "assignPublicIp" | "hasEgress" | "hasOwnGroups"> = {},
): DecidedLaunch {
  const { assignPublicIp } = args;
  const networkMode = plainNetworkMode(args.taskDefinition);
  if (args.isDaemon) checkDaemonLaunch(checks, args);
  else checkTaskLaunch(checks, args);
  const capacityProviderStrategies = args.isDaemon
    ? pulumi.output<CapacityProviderStrategyArgs[]>([])
    : decideCapacityStrategy(checks, args);
  const { egress, securityGroupIds } = args;
  checks.fail(
    networkUseProblem({
      ...use,
      networkMode,
      assignPublicIp,
      hasEgress: egress !== undefined,
      hasOwnGroups: securityGroupIds !== undefined,
    }),
  );
  const groups = decideTaskGroups(checks, args);
  checkImages(checks, args);
  const taskNetwork = decideTaskNetwork(checks, args);
  const isReached = [
    use.hasLoadBalancer,
    use.hasNetworkLoadBalancer,
    use.hasPeers,
    use.hasServers,
  ].includes(true);
  const network = field(args.cluster, "network");
  const launch = {
    capacityProviderStrategies,
    taskNetwork,
    assignPublicIp: decidePublicIp(checks, args, networkMode),
    subnetIds: field(network, assignPublicIp ? "publicSubnetIds" : "privateSubnetIds"),
    groups,
    network,
  };
  checkGroupsKnown(checks, taskNetwork, isReached);
  return launch;
}
