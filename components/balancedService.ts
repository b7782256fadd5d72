import type { ecs } from "@pulumi/aws/types/input.js";

import type { DeploymentContext } from "./controlledService.js";

/**
 * Inputs by which a service's tasks come into their target groups.
 *
 * @param advancedConfiguration How ECS moves requests between two groups.
 */
export function balancedService(
  { traffic, network }: Pick<DeploymentContext, "traffic" | "network">,
  advancedConfiguration?: ecs.ServiceLoadBalancerAdvancedConfiguration,
) {
  const first = traffic ?? network;
  if (!first) return {};
  const targets = [
    ...(traffic ? [traffic, ...traffic.additional] : []),
    ...(network?.targets ?? []),
  ];
  return {
    healthCheckGracePeriodSeconds: first.gracePeriodSeconds,
    loadBalancers: targets.map(({ targetGroup, target }) => ({
      targetGroupArn: targetGroup.arn,
      containerName: target.apply(({ containerName }) => containerName),
      containerPort: target.apply(({ containerPort }) => containerPort),
      ...(advancedConfiguration && { advancedConfiguration }),
    })),
  };
}
