import type * as lb from "@pulumi/aws/lb";

import type { AdvancedConfiguration } from "./loadBalancersInput.js";
import type { DeploymentContext } from "./deploymentController.js";
import { PAUSE_TIMEOUT_MINUTES, shiftConfiguration } from "../rules/deployment/trafficShift.js";
import type { EcsShiftStrategy } from "../rules/deployment/deploymentStrategy.js";
import type { DeploymentArgs } from "../args/deploymentArgs.js";
import { hookRole, infrastructureRole } from "./deploymentRoles.js";
import type { LifecycleHookArgs } from "../args/lifecycleHookArgs.js";
import type { ServiceTarget, ServiceTraffic } from "../traffic/serviceTraffic.js";
import type { ShiftedTraffic } from "../traffic/shiftedTraffic.js";

/** A target that ECS moves requests of, and what it writes for that. */
interface ShiftPoint {
  target: ServiceTarget;
  alternate: lb.TargetGroup;
  /** A rule of an Application Load Balancer, or a listener of a Network Load Balancer, which has no rules. */
  production: lb.ListenerRule | lb.Listener;
  test: lb.ListenerRule | lb.Listener | undefined;
}

interface ShiftContext
  extends Pick<DeploymentContext, "traffic" | "nlbTraffic" | "permissionsBoundaryArn" | "parent"> {
  /** Nothing for a rolling service that keeps the two groups. */
  strategy: EcsShiftStrategy | undefined;
}

/**
 * Inputs by which ECS moves requests between two target groups, or those of Service Connect by itself, and what must stand
 * before the service.
 */
export function ecsTrafficShift(name: string, deployment: DeploymentArgs, context: ShiftContext) {
  const { strategy, traffic, nlbTraffic } = context;
  const points = shiftPoints({ traffic, nlbTraffic });
  const infrastructure = points.length > 0 ? infrastructureRole(name, context) : undefined;
  const hooks = (deployment.lifecycleHooks ?? []).map((hook) => lifecycleHook(name, hook, context));
  return {
    inputs: strategy && {
      deploymentConfiguration: {
        ...shiftConfiguration(strategy, deployment),
        ...(hooks.length > 0 && { lifecycleHooks: hooks.map(({ hook }) => hook) }),
      },
    },
    advancedOf: (target: ServiceTarget): AdvancedConfiguration | undefined => {
      const point = points.find((each) => each.target === target);
      if (!point || !infrastructure) return undefined;
      return {
        alternateTargetGroupArn: point.alternate.arn,
        productionListenerRule: point.production.arn,
        roleArn: infrastructure.arn,
        ...(point.test && { testListenerRule: point.test.arn }),
      };
    },
    dependencies: [
      ...points.map(({ production }) => production),
      ...(infrastructure ? [infrastructure.grant] : []),
      ...hooks.flatMap(({ grants }) => grants),
    ],
  };
}

function shiftPoints({
  traffic,
  nlbTraffic,
}: Pick<DeploymentContext, "traffic" | "nlbTraffic">): ShiftPoint[] {
  const balanced: (ServiceTraffic | ShiftedTraffic)[] = traffic
    ? [traffic, ...traffic.additional]
    : [];
  const byRules = balanced.flatMap((target): ShiftPoint[] => {
    if (!("alternate" in target)) return [];
    const { alternate, testRule } = target;
    return [{ target, alternate, production: target.productionRule(), test: testRule }];
  });
  const byListeners = (nlbTraffic?.targets ?? []).flatMap((target): ShiftPoint[] => {
    const { alternate, listener, testListener } = target;
    return alternate ? [{ target, alternate, production: listener, test: testListener }] : [];
  });
  return [...byRules, ...byListeners];
}

function lifecycleHook(name: string, hook: LifecycleHookArgs, context: ShiftContext) {
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
  const role = hookRole(name, hook.name, functionArn, context);
  const target = { targetType: "AWS_LAMBDA", hookTargetArn: functionArn, roleArn: role.arn };
  const details = hookDetails === undefined ? {} : { hookDetails };
  return { hook: { ...target, lifecycleStages: stages, ...details }, grants: [role.grant] };
}
