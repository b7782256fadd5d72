import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as pulumi from "@pulumi/pulumi";

import type { ServiceScalingArgs } from "./serviceScalingArgs.js";

interface ScaledService {
  clusterName: pulumi.Input<string>;
  serviceName: pulumi.Input<string>;
  parent: pulumi.Resource;
}

/** Makes the autoscaler of a service: its limits, and a policy that aims at an average CPU use. */
export function serviceScaling(
  name: string,
  args: ServiceScalingArgs,
  { clusterName, serviceName, parent }: ScaledService,
): void {
  const target = new appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${clusterName}/${serviceName}`,
      minCapacity: args.minCapacity,
      maxCapacity: args.maxCapacity,
    },
    { parent },
  );
  new appautoscaling.Policy(
    `${name}-cpu`,
    {
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: args.targetCpuPercent ?? 60,
        predefinedMetricSpecification: {
          predefinedMetricType: "ECSServiceAverageCPUUtilization",
        },
        // Out at once, in with care: the AWS default of five minutes both ways lets a rush wait.
        scaleOutCooldown: 60,
        scaleInCooldown: 300,
      },
    },
    { parent: target },
  );
}
