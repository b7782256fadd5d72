import { FARGATE_PROVIDERS } from "../../rules/fargateProvider.js";
import type { Problem } from "../../rules/problem.js";
import type { StrategyItem } from "./capacityStrategy.js";

/** One capacity provider's share of a mix. */
interface SpotMixItem extends StrategyItem {
  weight: number;
  base?: number;
}

/** The largest base of a strategy. */
const MOST_TASKS = 100_000;

/**
 * Why a mix of Fargate and Fargate Spot cannot be; nothing when it can.
 *
 * @param tasks Value of `spotAboveTasks`.
 * @param strategies Value of the argument that says the same in ECS's own words, which is named `argument`.
 */
export function spotMixProblem(
  tasks: number | undefined,
  strategies: readonly StrategyItem[] | undefined,
  argument: string,
): Problem | undefined {
  if (tasks === undefined) return undefined;
  if (!Number.isInteger(tasks) || tasks < 0 || tasks > MOST_TASKS) {
    const reason = `'spotAboveTasks' must be a whole number of tasks from 0 to ${MOST_TASKS}, got ${tasks}; 2 works`;
    return { path: "spotAboveTasks", reason };
  }
  if (strategies === undefined) return undefined;
  const reason = `'spotAboveTasks' is a strategy of its own and does not go with '${argument}', got ${tasks} beside it; leave one out`;
  return { path: "spotAboveTasks", reason };
}

/**
 * Why a cluster with these providers of Fargate cannot have a mix; nothing when it can.
 *
 * @param tasks Value of `spotAboveTasks`.
 * @param fargate What the cluster has of Fargate; both without it.
 */
export function spotProvidersProblem(
  tasks: number,
  fargate: readonly string[] = FARGATE_PROVIDERS,
): Problem | undefined {
  const missing = spotMix(tasks).find(
    ({ capacityProvider }) => !fargate.includes(capacityProvider),
  );
  if (missing === undefined) return undefined;
  const reason = `'spotAboveTasks' runs tasks on ${missing.capacityProvider}, got ${tasks} on a cluster whose 'capacityProviders' are ${JSON.stringify(fargate)}; add "${missing.capacityProvider}" there`;
  return { path: "spotAboveTasks", reason };
}

/**
 * The strategy that runs so many tasks on Fargate and all others on Fargate Spot. A base counts although its weight is 0.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
export function spotMix(tasks: number): SpotMixItem[] {
  const spot = { capacityProvider: "FARGATE_SPOT", weight: 1 };
  return tasks === 0 ? [spot] : [{ capacityProvider: "FARGATE", base: tasks, weight: 0 }, spot];
}
