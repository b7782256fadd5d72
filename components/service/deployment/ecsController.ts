import * as pulumi from "@pulumi/pulumi";

import type { DecidedDeployment } from "./decideDeployment.js";
import { isShiftedByEcs } from "../rules/deployment/deploymentStrategy.js";
import { ecsTrafficShift } from "./ecsTrafficShift.js";
import type { DeploymentController, DeploymentContext } from "./deploymentController.js";
import { loadBalancersInput } from "./loadBalancersInput.js";

/** Minutes that tasks may take to come up, or to go. */
const TASK_MINUTES = 20;

interface EcsContext extends DeploymentContext {
  /** Names of the alarms that end a deployment. */
  alarmNames: pulumi.Output<string[]> | undefined;
}

/** Has ECS itself bring new tasks in: step by step, or beside the old ones. */
export function ecsController(name: string, context: EcsContext): DeploymentController {
  const { decided, placed, alarmNames } = context;
  const { deployment } = decided;
  const strategy = isShiftedByEcs(decided.strategy) ? decided.strategy : undefined;
  const shifted =
    decided.trafficOwner === "ecs"
      ? ecsTrafficShift(name, deployment, { ...context, strategy })
      : undefined;
  const { sigintRollback } = deployment;
  const rollback = decided.settings.apply(({ alarmRollback = true }) => alarmRollback);
  return {
    inputs: {
      ...placed,
      // Strategies change in place where a new deployment is forced; else the service would be replaced.
      forceNewDeployment: true,
      waitForSteadyState: providerWaits(decided),
      ...limits(context),
      ...shifted?.inputs,
      ...(sigintRollback !== undefined && { sigintRollback }),
      ...(alarmNames && { alarms: { alarmNames, enable: true, rollback } }),
      ...loadBalancersInput(context, shifted?.advancedOf),
    },
    dependencies: shifted?.dependencies ?? [],
    minutes: decided.timeoutMinutes ?? TASK_MINUTES + Math.ceil(decided.shiftMinutes),
    complete: () => undefined,
  };
}

/**
 * Whether the provider waits for the deployment. The program does as a rule, since the provider could not say why one
 * failed. But the provider alone rolls back when it is interrupted, which it does only while it waits.
 */
function providerWaits({ deployment, isAwaited }: DecidedDeployment): pulumi.Input<boolean> {
  return deployment.sigintRollback === undefined ? false : isAwaited;
}

function limits({ counts, decided: { strategy, settings } }: DeploymentContext) {
  return {
    deploymentMinimumHealthyPercent: counts.apply((c) => c.minimumHealthyPercent),
    deploymentMaximumPercent: counts.apply((c) => c.maximumPercent),
    // ECS takes a circuit breaker for rolling deployments alone. It is turned off and not left out, because a service
    // that was rolling would keep it.
    deploymentCircuitBreaker: settings.apply(
      ({ circuitBreaker = strategy === "rolling", ...s }) => ({
        enable: circuitBreaker,
        rollback: circuitBreaker && (s.circuitBreakerRollback ?? true),
      }),
    ),
    // ECS refuses to rebalance where no task may run above the desired count.
    availabilityZoneRebalancing: pulumi
      .all([counts, settings])
      .apply(([{ maximumPercent }, { availabilityZoneRebalancing }]) =>
        (availabilityZoneRebalancing ?? maximumPercent > 100) ? "ENABLED" : "DISABLED",
      ),
  };
}
