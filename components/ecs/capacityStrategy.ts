/** One capacity provider's share of tasks. */
export interface StrategyItem {
  capacityProvider: string;
  weight?: number | undefined;
  base?: number | undefined;
}

const FARGATE_PROVIDERS = ["FARGATE", "FARGATE_SPOT"];

/**
 * Why ECS would refuse a capacity provider strategy; nothing when it would not.
 *
 * @param argument Name of the argument that holds it.
 * @param instanceGroups Names of the cluster's instance groups.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
export function capacityStrategyProblem(
  items: readonly StrategyItem[],
  argument: string,
  instanceGroups: readonly string[] = [],
): { path: string; reason: string } | undefined {
  for (const [i, item] of items.entries()) {
    const before = items.slice(0, i);
    const reason = providerProblem(item, before, instanceGroups) ?? shareProblem(item, before);
    if (reason !== undefined)
      return { path: `${argument}[${i}]`, reason: `'${argument}': ${reason}` };
  }
  if (items.length === 0 || items.every((item) => (item.weight ?? 0) === 0)) {
    const reason = `'${argument}' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`;
    return { path: argument, reason };
  }
  return undefined;
}

function providerProblem(
  { capacityProvider }: StrategyItem,
  before: readonly StrategyItem[],
  instanceGroups: readonly string[],
): string | undefined {
  if (!isFargate(capacityProvider) && !instanceGroups.includes(capacityProvider)) {
    return `'capacityProvider' must be ${known(instanceGroups)}, got "${capacityProvider}"`;
  }
  if (before.some((other) => other.capacityProvider === capacityProvider)) {
    return `each provider may stand once, got "${capacityProvider}" twice`;
  }
  const other = before.find(
    (item) => isFargate(item.capacityProvider) !== isFargate(capacityProvider),
  );
  if (other) {
    return `Fargate and instance groups do not mix, got "${other.capacityProvider}" and "${capacityProvider}"; leave one out`;
  }
  return undefined;
}

function shareProblem(item: StrategyItem, before: readonly StrategyItem[]): string | undefined {
  const { capacityProvider, weight = 0, base = 0 } = item;
  if (!Number.isInteger(weight) || weight < 0 || weight > 1000) {
    return `'weight' must be a whole number from 0 to 1000, got ${weight}; 1 works`;
  }
  if (!Number.isInteger(base) || base < 0 || base > 100_000) {
    return `'base' must be a whole number from 0 to 100000, got ${base}; 1 works`;
  }
  if (base > 0 && before.some((other) => (other.base ?? 0) > 0)) {
    return `one provider may have a 'base', got ${base} on "${capacityProvider}" too; leave it out there`;
  }
  return undefined;
}

/** What a strategy may name, in words. */
function known(instanceGroups: readonly string[]): string {
  if (instanceGroups.length === 0) return "FARGATE or FARGATE_SPOT";
  const groups = instanceGroups.map((group) => `"${group}"`).join(", ");
  return `FARGATE, FARGATE_SPOT or an instance group (${groups})`;
}

function isFargate(capacityProvider: string): boolean {
  return FARGATE_PROVIDERS.includes(capacityProvider);
}

/**
 * A strategy with the capacity providers' names in the place of the instance groups'.
 *
 * @param providers Names of capacity providers by the name of their group.
 */
export function namedStrategy<T extends StrategyItem>(
  items: readonly T[],
  providers: Readonly<Record<string, string>>,
): T[] {
  return items.map((item) => ({
    ...item,
    capacityProvider: providers[item.capacityProvider] ?? item.capacityProvider,
  }));
}
