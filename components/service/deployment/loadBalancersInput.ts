import type { ecs } from "@pulumi/aws/types/input.js";

import type { DeploymentContext } from "./deploymentController.js";
import type { ServiceTarget } from "../traffic/serviceTraffic.js";

/** How ECS moves requests between two target groups. */
export type AdvancedConfiguration = ecs.ServiceLoadBalancerAdvancedConfiguration;

/**
 * Inputs by which a service's tasks come into their target groups.
 *
 * @param advancedOf How ECS moves requests between the two groups of a target, where it does.
 */
export function loadBalancersInput(
  { traffic, nlbTraffic }: Pick<DeploymentContext, "traffic" | "nlbTraffic">,
  advancedOf: (target: ServiceTarget) => AdvancedConfiguration | undefined = () => undefined,
) {
  const first = traffic ?? nlbTraffic;
  if (!first) return {};
  const targets = [
    ...(traffic ? [traffic, ...traffic.additional] : []),
    ...(nlbTraffic?.targets ?? []),
  ];
  return {
    healthCheckGracePeriodSeconds: first.gracePeriodSeconds,
    loadBalancers: targets.map((each) => {
      const { targetGroup, target } = each;
      const advancedConfiguration = advancedOf(each);
      return {
        targetGroupArn: targetGroup.arn,
        containerName: target.apply(({ containerName }) => containerName),
        containerPort: target.apply(({ containerPort }) => containerPort),
        ...(advancedConfiguration && { advancedConfiguration }),
      };
    }),
  };
}
