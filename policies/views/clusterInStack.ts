import { isFargateProvider } from "../../components/rules/fargateProvider.js";
import type { StrategyItem } from "../../components/cluster/rules/capacityStrategy.js";
import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, idsOf, whenKnown } from "../resource/reviewedStack.js";
import { strategyItems } from "./availabilityView.js";
import { soleReferred } from "./referredResource.js";

export const CLUSTER = "aws:ecs/cluster:Cluster";
export const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
export const ASSOCIATION = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";

/** What else may give a cluster its capacity providers, which is not looked into. */
const OTHERS = [
  "aws-native:ecs:ClusterCapacityProviderAssociations",
  "aws-native:ecs:CapacityProvider",
];

/** What a cluster of a stack runs tasks on. */
export interface ClusterCapacity {
  /** The strategy of what names none. @throws {UnknownLeaf} if it is not known. */
  defaultStrategy(): StrategyItem[];
  /**
   * The first provider of a strategy that the cluster does not have; nothing where it has them all.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  strangerIn(launch: ReviewedResource, strategy: Reader): string | undefined;
}

/**
 * What the cluster that a property names runs tasks on; nothing where the cluster, or what gives it capacity, is not of
 * this stack. A component of ours gives a cluster capacity in a way of its own.
 */
export function clusterCapacityOf(
  from: ReviewedResource,
  leaf: Reader,
  stack: ReviewedStack,
): ClusterCapacity | undefined {
  const cluster = soleReferred(stack, from, leaf, CLUSTER);
  if (cluster === undefined) return undefined;
  if (isOfComponent(cluster, "Cluster") || hasOthers(stack)) return undefined;
  return stack.once(`capacity of ${cluster.urn}`, () => capacityOf(cluster, stack));
}

function hasOthers(stack: ReviewedStack): boolean {
  return OTHERS.some((type) => stack.ofTypes(type).length > 0);
}

function capacityOf(cluster: ReviewedResource, stack: ReviewedStack): ClusterCapacity {
  const associations = stack.referring(ASSOCIATION, "clusterName", cluster);
  const certain = associations.filter(({ sure }) => sure).map(({ value }) => value);
  const isSure = certain.length === associations.length;
  const managed = stack
    .ofTypes(PROVIDER)
    .filter((provider) => Reader.of(provider.properties).get("cluster").isGiven());
  return {
    defaultStrategy: () => {
      if (!isSure) throw new UnknownLeaf("cluster");
      return certain.flatMap(({ properties }) =>
        strategyItems(Reader.of(properties).get("defaultCapacityProviderStrategies").list()),
      );
    },
    strangerIn: (launch, strategy) => {
      if (!isSure || managed.length > 0) throw new UnknownLeaf("cluster");
      for (const item of strategy.list() ?? []) {
        const name = item.get("capacityProvider");
        if (!isAssociated(launch, name, certain, stack)) return labelOf(launch, name, stack);
      }
      return undefined;
    },
  };
}

/** By its name, or by the resource that the name will be of. */
function isAssociated(
  launch: ReviewedResource,
  name: Reader,
  associations: readonly ReviewedResource[],
  stack: ReviewedStack,
): boolean {
  const known = whenKnown(() => name.string());
  const own = stack.referred(launch, idOf(name), PROVIDER);
  const judged = associations.map((association) => {
    const list = Reader.of(association.properties).get("capacityProviders");
    const ids = idsOf(list);
    if (known !== undefined && ids.ids?.includes(known) === true) return true;
    // Whatever the others come to be called, AWS's own have these names.
    if (known !== undefined && isFargateProvider(known) && ids.ids !== undefined) return false;
    const has = stack.referred(association, ids, PROVIDER);
    if (own.certain.some((provider) => has.certain.includes(provider))) return true;
    const isOpen = ids.ids?.includes(undefined) ?? true;
    if (own.certain.length === 1 && has.perhaps.length === 0 && !has.isOpen) return false;
    return known !== undefined && !isOpen ? false : undefined;
  });
  if (judged.includes(true)) return true;
  if (judged.includes(undefined) || (known === undefined && own.certain.length !== 1)) {
    throw new UnknownLeaf(name.path);
  }
  return false;
}

function labelOf(launch: ReviewedResource, name: Reader, stack: ReviewedStack): string {
  const known = whenKnown(() => name.string());
  return known ?? stack.referred(launch, idOf(name), PROVIDER).certain[0]?.name ?? name.path;
}
