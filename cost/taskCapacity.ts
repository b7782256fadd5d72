import { isFargateProvider } from "../components/rules/fargateProvider.js";
import type { Reader } from "../policies/resource/reader.js";
import { strategyItems } from "../policies/views/availabilityView.js";
import type { CostRange } from "./costResult.js";
import { NO_COST } from "./costResult.js";
import type { TaskCapacity } from "./fargateService.js";
import type { Costing } from "./ledger.js";
import type { ReadResource } from "./stackResources.js";

const CLUSTER_PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";

/**
 * What a service's or schedule's tasks run on.
 *
 * @param launch What says it: the service's inputs, or a schedule's `ecsParameters`.
 * @throws {UnknownLeaf} if it is not known.
 */
export function taskCapacity(
  { stack }: Costing,
  launch: Reader,
  task: ReadResource,
  counts: CostRange,
): TaskCapacity {
  const launchType = launch.get("launchType").string();
  if (launchType !== undefined) return whole(counts, launchType === "FARGATE");
  const own = launch.get("capacityProviderStrategies").list() ?? [];
  if (own.length > 0) return { ...shared(own, counts), assumptions: [] };
  const [providers, ...others] = stack.of(CLUSTER_PROVIDERS);
  const ofCluster =
    (others.length === 0 && providers?.inputs.get("defaultCapacityProviderStrategies").list()) ||
    [];
  if (ofCluster.length > 0) return { ...shared(ofCluster, counts), assumptions: [] };
  const isForFargate = (task.inputs.get("requiresCompatibilities").texts() ?? []).includes(
    "FARGATE",
  );
  const assumptions = isForFargate ? ["on Fargate, since the task definition is for it"] : [];
  return { ...whole(counts, isForFargate), assumptions };
}

function whole(counts: CostRange, isOnFargate: boolean): TaskCapacity {
  return { onDemand: isOnFargate ? counts : NO_COST, spot: NO_COST, assumptions: [] };
}

/** A base first, and of the rest a share by weight. */
function shared(items: readonly Reader[], counts: CostRange): Omit<TaskCapacity, "assumptions"> {
  const strategy = strategyItems(items);
  const weights = strategy.reduce((sum, { weight = 0 }) => sum + weight, 0);
  const on = (isOfKind: (provider: string) => boolean) => (count: number) => {
    let left = count;
    let tasks = 0;
    for (const { capacityProvider, base = 0 } of strategy) {
      const placed = Math.min(base, left);
      left -= placed;
      if (isOfKind(capacityProvider)) tasks += placed;
    }
    for (const { capacityProvider, weight = 0 } of strategy) {
      if (weights > 0 && isOfKind(capacityProvider)) tasks += (left * weight) / weights;
    }
    return tasks;
  };
  const isSpot = (provider: string) => provider === "FARGATE_SPOT";
  const isOnDemand = (provider: string) => isFargateProvider(provider) && !isSpot(provider);
  return { onDemand: each(counts, on(isOnDemand)), spot: each(counts, on(isSpot)) };
}

function each({ minimum, expected, maximum }: CostRange, of: (count: number) => number): CostRange {
  return { minimum: of(minimum), expected: of(expected), maximum: of(maximum) };
}
