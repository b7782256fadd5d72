import * as pulumi from "@pulumi/pulumi";

import { needsServiceName } from "./deployment/alarmRules.js";
import { foreignFields, ownersOf } from "./deployment/ownership.js";
import { shiftMinutes } from "./deployment/shift.js";
import { controllerOf, isNative } from "./deployment/strategy.js";
import type { DecidedDeployment } from "./decideDeployment.js";
import { deploymentAlarms } from "./deploymentAlarms.js";
import type { CountRange } from "./ecs/serviceCount.js";
import { physicalName } from "./naming/physicalName.js";
import { nativeDeployment } from "./nativeDeployment.js";
import { field } from "./reference.js";
import type { ServiceArgs } from "./serviceArgs.js";
import type { ServiceTraffic } from "./serviceTraffic.js";
import type { ShiftedTraffic } from "./shiftedTraffic.js";

interface DeploymentContext {
  counts: pulumi.Output<CountRange>;
  traffic: ServiceTraffic | ShiftedTraffic | undefined;
  decided: DecidedDeployment;
  parent: pulumi.Resource;
}

/** Minutes that tasks may take to come up, or to go. */
const TASK_MINUTES = 20;

/** How ECS brings new tasks in, and which fields of the service it or another writer owns from then on. */
export function serviceDeployment(name: string, args: ServiceArgs, context: DeploymentContext) {
  const { counts, traffic, decided, parent } = context;
  const { deployment = {} } = args;
  const { strategy } = decided;
  const owners = ownersOf({
    ...decided,
    isScaled: args.scaling !== undefined,
    hasLoadBalancer: traffic !== undefined,
  });
  const serviceName = nameOfService(name, args);
  const native = isNative(strategy) ? strategy : undefined;
  const shifted =
    traffic && "alternate" in traffic
      ? nativeDeployment(name, deployment, { strategy: native, traffic, parent })
      : undefined;
  const minutes = TASK_MINUTES + (native ? Math.ceil(shiftMinutes(native, deployment)) : 0);
  return {
    /** Inputs of the ECS service. */
    inputs: {
      ...(serviceName && { name: serviceName }),
      desiredCount: counts.apply(({ least }) => least),
      deploymentController: { type: controllerOf(strategy) },
      ...limits(context),
      ...shifted?.inputs,
      ...watched(name, args, context, serviceName),
      ...balancing(args, traffic, shifted?.advancedConfiguration),
    },
    /** What must stand before the service, and go after it. */
    dependencies: [...(traffic?.dependencies ?? []), ...(shifted?.dependencies ?? [])],
    /** What the program does not own, an update leaves alone. */
    ignoreChanges: foreignFields(owners),
    customTimeouts: { create: `${minutes}m`, update: `${minutes}m`, delete: `${TASK_MINUTES}m` },
    owners,
  };
}

/** The physical name that the arguments give the service; nothing where Pulumi may choose it. */
function nameOfService(name: string, args: ServiceArgs): pulumi.Output<string> | undefined {
  const { serviceName, deployment = {} } = args;
  if (serviceName !== undefined) return pulumi.output(serviceName);
  if (!deployment.alarms || !needsServiceName(deployment.alarms)) return undefined;
  // What replaces a service is in its name, so that the new one can stand beside the old.
  const owner = [name, pulumi.getStack(), pulumi.getProject()];
  const controller = controllerOf(deployment.strategy ?? "rolling");
  return field(args.cluster, "arn").apply((cluster) =>
    physicalName("service", owner, [cluster, controller]),
  );
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

/** Makes the alarms that the arguments ask for, and has ECS watch them and those that are named. */
function watched(
  name: string,
  args: ServiceArgs,
  { traffic, decided: { settings }, parent }: DeploymentContext,
  serviceName: pulumi.Output<string> | undefined,
) {
  const { alarms, alarmNames, sigintRollback } = args.deployment ?? {};
  const interrupted = sigintRollback === undefined ? {} : { sigintRollback };
  if (!alarms && !alarmNames) return interrupted;
  const made = alarms
    ? deploymentAlarms(name, alarms, {
        clusterName: field(args.cluster, "name"),
        serviceName,
        loadBalancer: args.loadBalancer && field(args.loadBalancer.ref, "arnSuffix"),
        targetGroups: groupsOf(traffic),
        parent,
      })
    : [];
  const rollback = settings.apply(({ alarmRollback = true }) => alarmRollback);
  const names = pulumi
    .all([settings, pulumi.all(made)])
    .apply(([known, own]) => [...(known.alarmNames ?? []), ...own]);
  return { ...interrupted, alarms: { alarmNames: names, enable: true, rollback } };
}

function groupsOf(traffic: DeploymentContext["traffic"]) {
  if (!traffic) return [];
  return "alternate" in traffic ? [traffic.targetGroup, traffic.alternate] : [traffic.targetGroup];
}

function balancing(
  args: ServiceArgs,
  traffic: ServiceTraffic | undefined,
  advancedConfiguration: ReturnType<typeof nativeDeployment>["advancedConfiguration"] | undefined,
) {
  if (!traffic) return {};
  return {
    healthCheckGracePeriodSeconds: args.healthCheckGracePeriodSeconds ?? 60,
    loadBalancers: [
      {
        targetGroupArn: traffic.targetGroup.arn,
        containerName: traffic.target.apply(({ containerName }) => containerName),
        containerPort: traffic.target.apply(({ containerPort }) => containerPort),
        ...(advancedConfiguration && { advancedConfiguration }),
      },
    ],
  };
}
