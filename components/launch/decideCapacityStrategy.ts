import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "../cluster/args/capacityProviderStrategyArgs.js";
import type { Checks } from "../argument/checks.js";
import type { CapacityNames } from "../cluster/rules/capacityStrategy.js";
import { capacityStrategyProblem, namedStrategy } from "../cluster/rules/capacityStrategy.js";
import { spotMix, spotMixProblem, spotProvidersProblem } from "../cluster/rules/spotMix.js";
import type { Problem } from "../rules/problem.js";
import { rawField } from "../argument/refField.js";
import type { LaunchArgs } from "./launchArgs.js";
import { isFargateProvider } from "../rules/fargateProvider.js";

const ARGUMENT = "capacityProviderStrategies";

/**
 * The strategy of a service or a task, with the capacity providers' names in the place of those that the cluster's
 * arguments gave; the cluster's own strategy where the arguments have none. What needs no cluster to judge is checked at
 * once, and whether the cluster has what is named as soon as it is known.
 */
export function decideCapacityStrategy(
  checks: Checks,
  args: Omit<LaunchArgs, "taskDefinition">,
): pulumi.Output<CapacityProviderStrategyArgs[]> {
  const { cluster, capacityProviderStrategies, spotAboveTasks, assignPublicIp = false } = args;
  checks.fail(spotMixProblem(spotAboveTasks, capacityProviderStrategies, ARGUMENT));
  const strategies =
    spotAboveTasks === undefined ? capacityProviderStrategies : spotMix(spotAboveTasks);
  if (strategies === undefined) {
    return checks.decide(
      { items: rawField(cluster, "defaultCapacityProviderStrategies") },
      ({ items }) => publicIpProblem(assignPublicIp, items),
      ({ items }) => items,
    );
  }
  const named = strategies.map(({ capacityProvider }) => capacityProvider);
  const groups = named.filter((provider) => !isFargateProvider(provider));
  checks.fail(capacityStrategyProblem(strategies, ARGUMENT, { instanceGroups: groups }));
  checks.fail(publicIpProblem(assignPublicIp, strategies));
  checks.check({ fargate: rawField(cluster, "fargateCapacityProviders") }, ({ fargate }) =>
    spotAboveTasks === undefined
      ? capacityStrategyProblem(strategies, ARGUMENT, { fargate, instanceGroups: groups })
      : spotProvidersProblem(spotAboveTasks, fargate),
  );
  // A strategy of Fargate alone stays known when the cluster is not.
  const ofCluster =
    groups.length === 0
      ? {}
      : {
          providers: rawField(cluster, "capacityProviders"),
          managedInstances: rawField(cluster, "managedInstances"),
        };
  return checks.decide(
    ofCluster,
    (known) => capacityStrategyProblem(strategies, ARGUMENT, capacityNames(known)),
    (known) => namedStrategy(strategies, known.providers ?? {}),
  );
}

function capacityNames(cluster: {
  providers?: Record<string, string> | undefined;
  managedInstances?: string[] | undefined;
}): CapacityNames {
  const { providers = {}, managedInstances = [] } = cluster;
  const isGroup = (name: string): boolean => !managedInstances.includes(name);
  return { instanceGroups: Object.keys(providers).filter(isGroup), managedInstances };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html */
function publicIpProblem(
  assignPublicIp: boolean,
  strategies: readonly CapacityProviderStrategyArgs[],
): Problem | undefined {
  const other = strategies.find((item) => !isFargateProvider(item.capacityProvider));
  if (!assignPublicIp || other === undefined) return undefined;
  const reason = `'assignPublicIp' is for Fargate, and tasks run on "${other.capacityProvider}"; leave it out`;
  return { path: "assignPublicIp", reason };
}
