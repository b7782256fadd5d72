import { listedByOr } from "../../rules/listInWords.js";
import { FARGATE_PROVIDERS } from "../../rules/fargateProvider.js";
import type { Problem } from "../../rules/problem.js";

/** One capacity provider's share of tasks. */
export interface StrategyItem {
  capacityProvider: string;
  weight?: number | undefined;
  base?: number | undefined;
}

/** Names that a strategy may use. */
export interface CapacityNames {
  /** Providers of Fargate; both without it. */
  fargate?: readonly string[] | undefined;
  instanceGroups?: readonly string[] | undefined;
  managedInstances?: readonly string[] | undefined;
}

/** Items that ECS takes in one strategy. */
const MOST_ITEMS = 20;

/**
 * Why ECS would refuse a capacity provider strategy; nothing when it would not.
 *
 * @param argument Name of the argument that holds it.
 * @param names What the cluster has.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
export function capacityStrategyProblem(
  items: readonly StrategyItem[],
  argument: string,
  names: CapacityNames = {},
): Problem | undefined {
  if (items.length > MOST_ITEMS) {
    const reason = `'${argument}' must hold at most ${MOST_ITEMS} providers, got ${items.length}; leave ${items.length - MOST_ITEMS} out`;
    return { path: argument, reason };
  }
  for (const [i, item] of items.entries()) {
    const before = items.slice(0, i);
    const reason = providerProblem(item, before, names) ?? shareProblem(item, before);
    if (reason !== undefined)
      return { path: `${argument}[${i}]`, reason: `'${argument}': ${reason}` };
  }
  if (items.length === 0 || items.every((item) => (item.weight ?? 0) === 0)) {
    const works = firstProvider(names);
    const hint = works
      ? `[{ capacityProvider: "${works}", weight: 1 }] works`
      : "the cluster has none: give it FARGATE in its 'capacityProviders', or an instance group";
    const reason = `'${argument}' must hold a provider with a 'weight' above 0, or no task could start; ${hint}`;
    return { path: argument, reason };
  }
  return undefined;
}

function providerProblem(
  { capacityProvider }: StrategyItem,
  before: readonly StrategyItem[],
  names: CapacityNames,
): string | undefined {
  const kind = kindOf(capacityProvider, names);
  if (kind === undefined) {
    const hint = FARGATE_PROVIDERS.includes(capacityProvider)
      ? "; the cluster's 'capacityProviders' leave it out"
      : "";
    return `'capacityProvider' must be ${known(names)}, got "${capacityProvider}"${hint}`;
  }
  if (before.some((other) => other.capacityProvider === capacityProvider)) {
    return `each provider may stand once, got "${capacityProvider}" twice`;
  }
  const other = before.find((item) => kindOf(item.capacityProvider, names) !== kind);
  if (other) {
    const both = [kindOf(other.capacityProvider, names), kind].sort().join(" and ");
    return `${both} do not mix, got "${other.capacityProvider}" and "${capacityProvider}"; leave one out`;
  }
  return undefined;
}

/** What a provider is, in the plural; nothing when it is unknown. */
function kindOf(capacityProvider: string, names: CapacityNames): string | undefined {
  const { fargate = FARGATE_PROVIDERS } = names;
  if (fargate.includes(capacityProvider)) return "Fargate";
  if (names.managedInstances?.includes(capacityProvider)) return "managed instances";
  return names.instanceGroups?.includes(capacityProvider) ? "instance groups" : undefined;
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
function known(names: CapacityNames): string {
  const { fargate = FARGATE_PROVIDERS, instanceGroups = [], managedInstances = [] } = names;
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");
  const choices = [
    ...fargate,
    ...(instanceGroups.length > 0 ? [`an instance group (${quoted(instanceGroups)})`] : []),
    ...(managedInstances.length > 0 ? [`managed instances (${quoted(managedInstances)})`] : []),
  ];
  if (choices.length === 0) return "one that the cluster has, which has none";
  return listedByOr(choices);
}

/**
 * A strategy with the capacity providers' names in the place of the names that the cluster's arguments gave.
 *
 * @param providers Names of capacity providers by the name of their group or managed instances.
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

/** The strategy of a cluster whose arguments have none: all tasks on Fargate, or else on what the cluster has first. */
export function defaultStrategy(
  names: CapacityNames,
): { capacityProvider: string; weight: number }[] {
  const capacityProvider = firstProvider(names);
  return capacityProvider === undefined ? [] : [{ capacityProvider, weight: 1 }];
}

/** `FARGATE` where a cluster has it, else the first provider that it has; nothing when it has none. */
function firstProvider(names: CapacityNames): string | undefined {
  const { fargate = FARGATE_PROVIDERS, instanceGroups = [], managedInstances = [] } = names;
  const all = [...fargate, ...instanceGroups, ...managedInstances];
  return all.includes("FARGATE") ? "FARGATE" : all[0];
}
