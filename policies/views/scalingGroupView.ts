import { viewOf } from "./viewOf.js";

/** An Auto Scaling group. Each read throws `UnknownLeaf` where its value is not known. */
export interface ScalingGroupView {
  /** How messages name it: `group 'large'`. */
  readonly label: string;
  /** Number of the subnets, or zones, that its instances may be in; nothing where neither is given. */
  zoneCount(): number | undefined;
  /** Whether a load balancer sends traffic to its instances. */
  isBalanced(): boolean;
  /** What tells whether an instance is well: `EC2`, `ELB` or both. */
  healthCheckType(): string;
  /** Whether it has a launch configuration, which AWS has ended. */
  hasLaunchConfiguration(): boolean;
  /** Whether its instances may be of several types. */
  hasSeveralTypes(): boolean;
}

/** A view of the Auto Scaling group that a resource is; nothing for any other resource. */
export const scalingGroupView = viewOf(
  "aws:autoscaling/group:Group",
  (inputs, { name }): ScalingGroupView => {
    const count = (list: string) => inputs.get(list).list()?.length;
    return {
      label: `group '${name}'`,
      zoneCount: () => count("vpcZoneIdentifiers") ?? count("availabilityZones"),
      isBalanced: () =>
        ["loadBalancers", "targetGroupArns", "trafficSources"].some(
          (list) => (count(list) ?? 0) > 0,
        ),
      healthCheckType: () => inputs.get("healthCheckType").string() ?? "EC2",
      hasLaunchConfiguration: () => inputs.get("launchConfiguration").isGiven(),
      hasSeveralTypes: () => {
        const overrides = inputs.get("mixedInstancesPolicy").get("launchTemplate").get("overrides");
        return (overrides.list() ?? []).length > 0;
      },
    };
  },
);
