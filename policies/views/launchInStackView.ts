import { IMAGE_SERVICES, NEEDED_SERVICES } from "../../components/network/rules/subnetReach.js";
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
import { lacksServiceFrom, SUBNET } from "./subnetView.js";
import type { TaskView } from "./taskView.js";
import { writesToLogs } from "./taskView.js";
import { viewOver } from "./viewOf.js";

/** Whatever starts tasks, among the other resources of its stack. */
export interface LaunchInStackView extends LaunchView {
  /** Whether it has subnets of this stack, or may have: those of other stacks are not seen. */
  hasOwnSubnets(): boolean;
  /**
   * A subnet from which its tasks cannot start without public addresses, as they do not reach what they need; nothing where
   * there is none.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  strandedSubnet(): StrandedSubnet | undefined;
  /** Names of containers that it overrides something of. @throws {UnknownLeaf} if they are not known. */
  readonly overridden: () => { path: string; name: string }[];
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

/** A subnet from which tasks do not reach what they need. */
export interface StrandedSubnet {
  /** Logical name. */
  readonly name: string;
  /** The services of AWS that they do not reach, by the last words of their endpoints' names. */
  readonly missing: readonly string[];
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
  const tasks = once(() => {
    const found = isOurs ? undefined : definitionOf(resource, launch.taskDefinition, stack);
    return found ? [found] : [];
  });
  const capacity = once(() =>
    isOurs ? undefined : clusterCapacityOf(resource, launch.cluster, stack),
  );
  return {
    ...launch,
    tasks,
    overridden: () => {
      const all = launch.overrides().json().get("containerOverrides").list() ?? [];
      return all.map((one) => ({
        path: one.get("name").path,
        name: one.get("name").string() ?? "",
      }));
    },
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
      const needed = tasks().some(writesToLogs) ? NEEDED_SERVICES : IMAGE_SERVICES;
      const reached = (subnet: ReviewedResource) => reachOf(stack, subnet, needed);
      const has = certain.map(reached);
      const stranded = has.find(({ missing }) => missing.length > 0);
      if (stranded) return stranded;
      const mayHave = perhaps.map(reached);
      const isStranded = ({ missing }: StrandedSubnet) => missing.length > 0;
      if (mayHave[0] && mayHave.every(isStranded)) return mayHave[0];
      const isOpenReach = [...has, ...mayHave].some(({ isOpen }) => isOpen);
      if (isOpenReach || mayHaveOwn || mayHave.some(isStranded)) {
        throw new UnknownLeaf(launch.subnets.path);
      }
      return undefined;
    },
  };
}

function reachOf(
  stack: ReviewedStack,
  subnet: ReviewedResource,
  needed: readonly string[],
): StrandedSubnet & { isOpen: boolean } {
  const lacks = needed.map((service) => ({
    service,
    is: lacksServiceFrom(stack, subnet, service),
  }));
  return {
    name: subnet.name,
    missing: lacks.filter(({ is }) => is === true).map(({ service }) => service),
    isOpen: lacks.some(({ is }) => is === "unknown"),
  };
}
