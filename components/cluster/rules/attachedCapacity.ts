import type { StrategyItem } from "./capacityStrategy.js";

/** The capacity providers that are attached to a cluster, and its default strategy. */
export interface AttachedCapacity {
  capacityProviders: readonly string[];
  defaultStrategy: readonly StrategyItem[];
}

/**
 * What is attached to a cluster that gets more providers and another default strategy.
 *
 * @param detached What it shall not have any more; nothing else is detached.
 */
export function withProviders(
  attached: AttachedCapacity,
  wanted: AttachedCapacity,
  detached: readonly string[] = [],
): AttachedCapacity {
  const kept = attached.capacityProviders.filter((name) => !detached.includes(name));
  return {
    capacityProviders: [...new Set([...kept, ...wanted.capacityProviders])],
    defaultStrategy: wanted.defaultStrategy,
  };
}

/**
 * What is attached to a cluster without a provider. A strategy of which nothing is left goes to Fargate: the program
 * that no longer has the provider has said what it wants before, or has no instance groups any more.
 */
export function withoutProvider(attached: AttachedCapacity, provider: string): AttachedCapacity {
  const capacityProviders = attached.capacityProviders.filter((name) => name !== provider);
  const rest = attached.defaultStrategy.filter((item) => item.capacityProvider !== provider);
  if (rest.some(({ weight = 0 }) => weight > 0)) {
    return { capacityProviders, defaultStrategy: rest };
  }
  const onFargate = capacityProviders.includes("FARGATE");
  return {
    capacityProviders,
    defaultStrategy: onFargate ? [{ capacityProvider: "FARGATE", weight: 1 }] : [],
  };
}

/** Whether two clusters have the same capacity. ECS fills in what a strategy leaves out, and keeps no order. */
export function isSameCapacity(a: AttachedCapacity, b: AttachedCapacity): boolean {
  const text = ({ capacityProviders, defaultStrategy }: AttachedCapacity): string =>
    JSON.stringify([
      [...capacityProviders].sort(),
      defaultStrategy
        .map(({ capacityProvider, weight = 0, base = 0 }) => [capacityProvider, weight, base])
        .sort(),
    ]);
  return text(a) === text(b);
}
