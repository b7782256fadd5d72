import type { PlannedOperation } from "../../automation/plannedOperations.js";

/** Actions of the Amazon ECS API that share one bucket of tokens, and what AWS puts in it. */
export const API_FAMILIES = {
  taskDefinitionModify: { burst: 20, perSecond: 1 },
  serviceModify: { burst: 50, perSecond: 5 },
  clusterModify: { burst: 20, perSecond: 1 },
  capacityProviderModify: { burst: 10, perSecond: 1 },
} as const;

/**
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html
 */
export type ApiFamily = keyof typeof API_FAMILIES;

/** Calls to come, by family. */
export type ApiCalls = Partial<Record<ApiFamily, number>>;

const FAMILY_OF_TYPE: ReadonlyMap<string, ApiFamily> = new Map([
  ["aws:ecs/taskDefinition:TaskDefinition", "taskDefinitionModify"],
  ["aws:ecs/service:Service", "serviceModify"],
  ["aws:ecs/taskSet:TaskSet", "serviceModify"],
  ["aws:ecs/cluster:Cluster", "clusterModify"],
  ["aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "clusterModify"],
  ["aws:ecs/capacityProvider:CapacityProvider", "capacityProviderModify"],
]);

/** Throttled calls that the changes of a preview make. */
export function apiCalls(operations: readonly PlannedOperation[]): ApiCalls {
  const calls: ApiCalls = {};
  for (const { type } of operations) {
    const family = FAMILY_OF_TYPE.get(type);
    if (family !== undefined) calls[family] = (calls[family] ?? 0) + 1;
  }
  return calls;
}
