import type { PolicyArgs, Target } from "@pulumi/aws/appautoscaling";
import { Policy } from "@pulumi/aws/appautoscaling";
import type { appautoscaling } from "@pulumi/aws/types/input.js";
import type * as pulumi from "@pulumi/pulumi";

import type { DecidedScaling } from "./decideScaling.js";

/** A service with its autoscaler's limits. */
export interface ScaledService {
  clusterName: pulumi.Input<string>;
  serviceName: pulumi.Input<string>;
  /** Load balancer and target group whose requests count, as Application Auto Scaling names them. */
  requestLabel?: pulumi.Output<string> | undefined;
  target: Target;
}

/** Makes one policy of a service's autoscaler. */
export function scalingPolicy(
  name: string,
  { target }: ScaledService,
  args: Omit<PolicyArgs, "serviceNamespace" | "scalableDimension" | "resourceId">,
): Policy {
  return new Policy(
    name,
    {
      ...args,
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
    },
    { parent: target },
  );
}

/** Makes a policy that keeps a metric at a value. */
export function trackingPolicy(
  name: string,
  { scaleOutCooldownSeconds, scaleInCooldownSeconds }: DecidedScaling,
  scaled: ScaledService,
  tracked: appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration,
): void {
  scalingPolicy(name, scaled, {
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      ...tracked,
      // Out at once, in with care: the AWS default of five minutes both ways lets a rush wait.
      scaleOutCooldown: scaleOutCooldownSeconds ?? 60,
      scaleInCooldown: scaleInCooldownSeconds ?? 300,
    },
  });
}
