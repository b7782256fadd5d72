import { UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idsOf } from "../resource/reviewedStack.js";
import type { LaunchView } from "./launchView.js";
import { launchView } from "./launchView.js";
import { SUBNET, subnetReachOf } from "./subnetView.js";

/** Whatever starts tasks, among the other resources of its stack. */
export interface LaunchInStackView extends LaunchView {
  /** Whether it has subnets of this stack, or may have: those of other stacks are not seen. */
  readonly hasOwnSubnets: boolean;
  /**
   * Logical name of a subnet from which its tasks reach nothing without public addresses; nothing where there is none.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  strandedSubnet(): string | undefined;
}

/** A view of what a resource starts tasks by in its stack; nothing for a resource that starts none. */
export function launchInStackView(
  resource: ReviewedResource,
  stack: ReviewedStack,
): LaunchInStackView | undefined {
  const launch = launchView(resource);
  if (!launch) return undefined;
  const { certain, perhaps, isOpen } = stack.referred(resource, idsOf(launch.subnets), SUBNET);
  const mayHaveOwn = isOpen && stack.ofTypes(SUBNET).length > 0;
  return {
    ...launch,
    hasOwnSubnets: certain.length + perhaps.length > 0 || mayHaveOwn,
    strandedSubnet: () => {
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
