import type { ecs } from "@pulumi/aws/types/input.js";

import type { AllTraffic } from "./trafficDecisions.js";

/**
 * Inputs by which a service's tasks come into their target groups.
 *
 * @param advancedConfiguration How ECS moves requests between two groups.
 */
export function balancedService(
  traffic: AllTraffic | undefined,
  advancedConfiguration?: ecs.ServiceLoadBalancerAdvancedConfiguration,
) {
  if (!traffic) return {};
  return {
    healthCheckGracePeriodSeconds: traffic.gracePeriodSeconds,
    loadBalancers: [traffic, ...traffic.additional].map(({ targetGroup, target }) => ({
      targetGroupArn: targetGroup.arn,
      containerName: target.apply(({ containerName }) => containerName),
      containerPort: target.apply(({ containerPort }) => containerPort),
      ...(advancedConfiguration && { advancedConfiguration }),
    })),
  };
}
