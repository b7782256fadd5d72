import { isFargateProvider } from "../../components/rules/fargateProvider.js";
import { UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idsOf } from "../resource/reviewedStack.js";
import { clusterCapacityOf } from "./clusterInStack.js";
import { definitionOf } from "./definitionInStack.js";
import type { LaunchView } from "./launchView.js";
import { launchView } from "./launchView.js";
import { once } from "./once.js";
import { SUBNET, subnetReachOf } from "./subnetView.js";
import type { TaskView } from "./taskView.js";
import { viewOver } from "./viewOf.js";

/** Whatever starts tasks, among the other resources of its stack. */
export interface LaunchInStackView extends LaunchView {
  /** Whether it has subnets of this stack, or may have: those of other stacks are not seen. */
  hasOwnSubnets(): boolean;
  /**
   * Logical name of a subnet from which its tasks reach nothing without public addresses; nothing where there is none.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  strandedSubnet(): string | undefined;
  /**
   * The task definition of this stack that it runs; none where that is of another, and for what a component of ours
   * starts, which judges it itself.
   *
   * @throws {UnknownLeaf} if it may be one of several.
   */
  readonly tasks: () => TaskView[];
  /**
   * Whether any of its tasks run on Fargate, by what it says itself or by its cluster's own strategy.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  runsOnFargate(): boolean;
  /** A provider of its strategy that its cluster does not have. @throws {UnknownLeaf} if that is not known. */
  strangerOfCluster(): string | undefined;
}

/** A view of what a resource starts tasks by in its stack; nothing for a resource that starts none. */
export const launchInStackView = viewOver(launchView, launchInStack);

function launchInStack(
  launch: LaunchView,
  resource: ReviewedResource,
  stack: ReviewedStack,
): LaunchInStackView {
  const subnets = once(() => {
    const found = stack.referred(resource, idsOf(launch.subnets), SUBNET);
    return { ...found, mayHaveOwn: found.isOpen && stack.ofTypes(SUBNET).length > 0 };
  });
  const isOurs = launch.isComponent || isOfComponent(resource);
  const capacity = once(() =>
    isOurs ? undefined : clusterCapacityOf(resource, launch.cluster, stack),
  );
  return {
    ...launch,
    tasks: once(() => {
      const found = isOurs ? undefined : definitionOf(resource, launch.taskDefinition, stack);
      return found ? [found] : [];
    }),
    runsOnFargate: () => {
      if (launch.isOnFargate()) return true;
      if (launch.capacity.launchType() !== undefined || launch.capacity.hasStrategy()) return false;
      const strategy = capacity()?.defaultStrategy() ?? [];
      return strategy.some(({ capacityProvider }) => isFargateProvider(capacityProvider));
    },
    strangerOfCluster: () => capacity()?.strangerIn(resource, launch.capacity.strategyList),
    hasOwnSubnets: () => {
      const { certain, perhaps, mayHaveOwn } = subnets();
      return certain.length + perhaps.length > 0 || mayHaveOwn;
    },
    strandedSubnet: () => {
      const { certain, perhaps, mayHaveOwn } = subnets();
      const reached = (subnet: ReviewedResource) => ({
        name: subnet.name,
        reach: subnetReachOf(stack, subnet),
      });
      const has = certain.map(reached);
      const stranded = has.find(({ reach }) => reach === "nothing");
      if (stranded) return stranded.name;
      const mayHave = perhaps.map(reached);
      if (mayHave[0] && mayHave.every(({ reach }) => reach === "nothing")) return mayHave[0].name;
      const isOpenReach = [...has, ...mayHave].some(({ reach }) => reach === "unknown");
      if (isOpenReach || mayHaveOwn || mayHave.some(({ reach }) => reach === "nothing")) {
        throw new UnknownLeaf(launch.subnets.path);
      }
      return undefined;
    },
  };
}
