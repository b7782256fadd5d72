import { viewOf } from "./viewOf.js";

/** A capacity provider of an Auto Scaling group. Each read throws `UnknownLeaf` where its value is not known. */
export interface GroupProviderView {
  /** How messages name it: `capacity provider 'large'`. */
  readonly label: string;
  /** Whether ECS keeps instances with tasks from being ended when the group shrinks. */
  protectsInstances(): boolean;
}

/** A view of the capacity provider that a resource is; nothing for others, and for one that has no group. */
export const groupProviderView = viewOf(
  "aws:ecs/capacityProvider:CapacityProvider",
  (inputs, { name }): GroupProviderView | undefined => {
    const group = inputs.get("autoScalingGroupProvider");
    if (!group.isGiven()) return undefined;
    return {
      label: `capacity provider '${name}'`,
      protectsInstances: () => group.get("managedTerminationProtection").string() === "ENABLED",
    };
  },
);
