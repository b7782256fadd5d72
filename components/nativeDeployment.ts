import type * as pulumi from "@pulumi/pulumi";

import { PAUSE_TIMEOUT_MINUTES, shiftConfiguration } from "./deployment/shift.js";
import type { NativeStrategy } from "./deployment/strategy.js";
import type { DeploymentArgs } from "./deploymentArgs.js";
import { hookRole, infrastructureRole } from "./deploymentRoles.js";
import type { LifecycleHookArgs } from "./lifecycleHookArgs.js";
import type { ShiftedTraffic } from "./shiftedTraffic.js";

/**
 * Inputs by which ECS moves requests between two target groups, and what must stand before the service.
 *
 * @param strategy Nothing for a rolling service that keeps the two groups.
 */
export function nativeDeployment(
  name: string,
  deployment: DeploymentArgs,
  {
    strategy,
    traffic,
    parent,
  }: { strategy: NativeStrategy | undefined; traffic: ShiftedTraffic; parent: pulumi.Resource },
) {
  const infrastructure = infrastructureRole(name, parent);
  const production = traffic.productionRule();
  const hooks = (deployment.lifecycleHooks ?? []).map((hook) => lifecycleHook(name, hook, parent));
  return {
    inputs: strategy && {
      deploymentConfiguration: {
        ...shiftConfiguration(strategy, deployment),
        ...(hooks.length > 0 && { lifecycleHooks: hooks.map(({ hook }) => hook) }),
      },
    },
    advancedConfiguration: {
      alternateTargetGroupArn: traffic.alternate.arn,
      productionListenerRule: production.arn,
      roleArn: infrastructure.arn,
      ...(traffic.testRule && { testListenerRule: traffic.testRule.arn }),
    },
    dependencies: [production, infrastructure.grant, ...hooks.flatMap(({ grants }) => grants)],
  };
}

function lifecycleHook(name: string, hook: LifecycleHookArgs, parent: pulumi.Resource) {
  const { functionArn, hookDetails, stages } = hook;
  if (functionArn === undefined) {
    const timeoutConfiguration = {
      timeoutInMinutes: String(hook.pauseTimeoutMinutes ?? PAUSE_TIMEOUT_MINUTES),
      action: hook.pauseTimeoutAction ?? "ROLLBACK",
    };
    return {
      hook: { targetType: "PAUSE", lifecycleStages: stages, timeoutConfiguration },
      grants: [],
    };
  }
  const role = hookRole(name, hook.name, functionArn, parent);
  const target = { targetType: "AWS_LAMBDA", hookTargetArn: functionArn, roleArn: role.arn };
  const details = hookDetails === undefined ? {} : { hookDetails };
  return { hook: { ...target, lifecycleStages: stages, ...details }, grants: [role.grant] };
}
