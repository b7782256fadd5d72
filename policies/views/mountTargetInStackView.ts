import { Reader } from "../resource/reader.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf } from "../resource/reviewedStack.js";
import { SUBNET } from "./subnetView.js";
import { viewOf } from "./viewOf.js";

/** A mount target of EFS with its subnet. */
export interface MountTargetInStackView {
  /** How messages name it: `mount target 'data'`. */
  readonly label: string;
  /**
   * Logical name of its subnet, where that is of this stack and gives a public address to what starts in it.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  publicSubnet(): string | undefined;
}

/** A view of the mount target that a resource is; nothing for any other resource. */
export const mountTargetInStackView = viewOf(
  "aws:efs/mountTarget:MountTarget",
  (inputs, resource, stack: ReviewedStack): MountTargetInStackView => ({
    label: `mount target '${resource.name}'`,
    publicSubnet: () =>
      stack
        .referred(resource, idOf(inputs.get("subnetId")), SUBNET)
        .certain.find((subnet) => Reader.of(subnet.properties).get("mapPublicIpOnLaunch").boolean())
        ?.name,
  }),
);
