import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import type { Checks } from "./checks.js";
import type { ClusterRef } from "./cluster.js";
import { capacityStrategyProblem, namedStrategy } from "./ecs/capacityStrategy.js";
import { rawField } from "./reference.js";

const ARGUMENT = "capacityProviderStrategies";

/**
 * A service's strategy with the capacity providers' names in the place of its cluster's instance groups. What needs no
 * cluster to judge is checked at once, and whether the cluster has the groups as soon as it is known.
 */
export function serviceStrategy(
  checks: Checks,
  strategies: CapacityProviderStrategyArgs[],
  cluster: pulumi.Input<ClusterRef>,
): pulumi.Output<CapacityProviderStrategyArgs[]> {
  const named = strategies.map(({ capacityProvider }) => capacityProvider);
  const groups = named.filter((provider) => !provider.startsWith("FARGATE"));
  checks.fail(capacityStrategyProblem(strategies, ARGUMENT, groups));
  // A strategy of Fargate alone stays known when the cluster is not.
  const providers = groups.length === 0 ? {} : rawField(cluster, "capacityProviders");
  return checks.whenKnown(
    { strategies, providers },
    (known) => capacityStrategyProblem(strategies, ARGUMENT, Object.keys(known.providers ?? {})),
    (known) => namedStrategy(strategies, known.providers ?? {}),
  );
}
