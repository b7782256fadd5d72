import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import type { Checks } from "./checks.js";
import type { CapacityNames } from "./ecs/capacityStrategy.js";
import { capacityStrategyProblem, namedStrategy } from "./ecs/capacityStrategy.js";
import { rawField } from "./reference.js";
import type { ServiceArgs } from "./serviceArgs.js";
import type { Problem } from "./problem.js";

const ARGUMENT = "capacityProviderStrategies";

/**
 * A service's strategy with the capacity providers' names in the place of its cluster's instance groups. What needs no
 * cluster to judge is checked at once, and whether the cluster has the groups as soon as it is known.
 */
export function serviceStrategy(
  checks: Checks,
  strategies: CapacityProviderStrategyArgs[],
  { cluster, assignPublicIp }: Pick<ServiceArgs, "cluster" | "assignPublicIp">,
): pulumi.Output<CapacityProviderStrategyArgs[]> {
  const named = strategies.map(({ capacityProvider }) => capacityProvider);
  const groups = named.filter((provider) => !provider.startsWith("FARGATE"));
  checks.fail(capacityStrategyProblem(strategies, ARGUMENT, { instanceGroups: groups }));
  if (assignPublicIp && groups.length > 0) checks.fail(publicIpProblem(groups));
  // A strategy of Fargate alone stays known when the cluster is not.
  const isFargate = groups.length === 0;
  const providers = isFargate ? {} : rawField(cluster, "capacityProviders");
  const managedInstances = isFargate ? [] : rawField(cluster, "managedInstances");
  return checks.whenKnown(
    { strategies, providers, managedInstances },
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
function publicIpProblem(groups: string[]): Problem {
  const reason = `'assignPublicIp' is for Fargate, and tasks run on instance group "${groups[0] ?? ""}"; leave it out`;
  return { path: "assignPublicIp", reason };
}
