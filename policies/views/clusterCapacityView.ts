import type { StrategyItem } from "../../components/cluster/rules/capacityStrategy.js";
import { strategyItems } from "./availabilityView.js";
import { viewOf } from "./viewOf.js";

/** The capacity providers that a cluster is given. Each read throws `UnknownLeaf` where its value is not known. */
export interface ClusterCapacityView {
  /** How messages name it: `cluster capacity providers 'shop'`. */
  readonly label: string;
  /** Names of the providers. */
  providers(): string[];
  /** What tasks run on that name no strategy. */
  strategy(): StrategyItem[];
}

/** A view of the capacity providers that a resource gives a cluster; nothing for any other resource. */
export const clusterCapacityView = viewOf(
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
  (inputs, { name }): ClusterCapacityView => ({
    label: `cluster capacity providers '${name}'`,
    providers: () => inputs.get("capacityProviders").texts() ?? [],
    strategy: () => strategyItems(inputs.get("defaultCapacityProviderStrategies").list()),
  }),
);
