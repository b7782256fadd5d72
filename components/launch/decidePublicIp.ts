import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { reachabilityProblem } from "../network/rules/reachability.js";
import { rawField } from "../argument/refField.js";
import type { LaunchArgs } from "./launchArgs.js";

/** Whether tasks have public addresses, as early as it is known that they can pull their image. */
export function decidePublicIp(
  checks: Checks,
  args: Pick<LaunchArgs, "cluster" | "assignPublicIp">,
  networkMode: string,
): pulumi.Output<boolean> {
  const reach: unknown = rawField(rawField(args.cluster, "network"), "privateReach");
  return checks.decide(
    {
      assignPublicIp: args.assignPublicIp ?? false,
      reach: reach as pulumi.Input<string | undefined>,
      networkMode,
    },
    reachabilityProblem,
    ({ assignPublicIp }) => assignPublicIp,
  );
}
