import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import type { NetworkUse } from "./rules/networkUse.js";
import { networkUseProblem } from "./rules/networkUse.js";
import { decidePublicIp } from "./decidePublicIp.js";
import type { DecidedTaskNetwork, TaskNetworkArgs } from "./decideTaskNetwork.js";
import { decideTaskNetwork, plainNetworkMode } from "./decideTaskNetwork.js";

/** How tasks that are started are on the network. */
export interface DecidedLaunchNetwork {
  network: DecidedTaskNetwork;
  assignPublicIp: pulumi.Output<boolean>;
}

/**
 * Decides how tasks that are started are on the network, before anything is registered where the arguments are plain.
 *
 * @param use What else they are given that needs a network.
 * @throws {ArgumentError} if their network mode, or its capacity, does not offer what the arguments ask for.
 */
export function decideLaunchNetwork(
  checks: Checks,
  args: TaskNetworkArgs & { assignPublicIp?: boolean },
  use: Omit<NetworkUse, "networkMode" | "assignPublicIp"> = {},
): DecidedLaunchNetwork {
  const networkMode = plainNetworkMode(args.taskDefinition);
  const { assignPublicIp } = args;
  checks.fail(networkUseProblem({ ...use, networkMode, assignPublicIp }));
  return {
    network: decideTaskNetwork(checks, args),
    assignPublicIp: decidePublicIp(checks, args, networkMode),
  };
}
