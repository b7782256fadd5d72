import { Reader } from "../resource/reader.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import type { GroupProviderView } from "./groupProviderView.js";
import { groupProviderView } from "./groupProviderView.js";
import { viewOver } from "./viewOf.js";
import { soleReferred } from "./referredResource.js";

const GROUP = "aws:autoscaling/group:Group";

/** A capacity provider with its Auto Scaling group. */
export interface GroupProviderInStackView extends GroupProviderView {
  /**
   * Logical name of its group of this stack, where instances in there are not protected from scale-in; nothing where they are.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  unprotectedGroup(): string | undefined;
}

/** A view of the capacity provider that a resource is, with its group; nothing for one that has no group. */
export const groupProviderInStackView = viewOver(
  groupProviderView,
  (view, resource, stack: ReviewedStack): GroupProviderInStackView => ({
    ...view,
    unprotectedGroup: () => {
      const arn = Reader.of(resource.properties)
        .get("autoScalingGroupProvider")
        .get("autoScalingGroupArn");
      const group = soleReferred(stack, resource, arn, GROUP);
      if (group === undefined) return undefined;
      const isProtected = Reader.of(group.properties).get("protectFromScaleIn").boolean() ?? false;
      return isProtected ? undefined : group.name;
    },
  }),
);
