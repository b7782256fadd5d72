import type * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { isPlain, rawField } from "../argument/refField.js";
import { spotMix } from "../cluster/rules/spotMix.js";
import type { ServiceArgs } from "./args/serviceArgs.js";
import type { ClusterInstances } from "./rules/servicePlacement.js";
import {
  daemonCapacityAdvice,
  daemonTaskProblem,
  mayRebalance,
  placedOnProblem,
  placementStrategiesProblem,
  platformVersionProblem,
  schedulingProblem,
  serviceConstraintsProblem,
} from "./rules/servicePlacement.js";

/** Whether a service runs one task on each instance. */
export function isDaemon({ schedulingStrategy }: ServiceArgs): boolean {
  return schedulingStrategy === "DAEMON";
}

/**
 * Decides how ECS lays a service's tasks out, before anything is registered where the arguments are plain.
 *
 * @returns Inputs of the ECS service, over those that its deployment has.
 * @throws {ArgumentError} if a rule is broken.
 */
export function decidePlacement(checks: Checks, args: ServiceArgs): Partial<ecs.ServiceArgs> {
  const { placementStrategies = [], placementConstraints = [], platformVersion } = args;
  const { strategy = "rolling", availabilityZoneRebalancing } = args.deployment ?? {};
  const { schedulingStrategy } = args;
  const given = Object.entries(args).flatMap(([key, value]: [string, unknown]) =>
    value === undefined || value === false ? [] : [key],
  );
  checks.fail(schedulingProblem({ schedulingStrategy, deploymentStrategy: strategy, given }));
  const strategies = checks.known(placementStrategies, placementStrategiesProblem);
  const constraints = checks.known(placementConstraints, serviceConstraintsProblem);
  if (isDaemon(args)) {
    checks.check({ required: rawField(args.taskDefinition, "requiresCompatibilities") }, (known) =>
      daemonTaskProblem(known.required),
    );
  } else {
    checkCapacity(checks, args);
  }
  const version =
    platformVersion === undefined
      ? undefined
      : checks.known(platformVersion, platformVersionProblem);
  const isLaidOut = placementStrategies.length > 0 || placementConstraints.length > 0;
  return {
    ...(placementStrategies.length > 0 && { orderedPlacementStrategies: strategies }),
    ...(placementConstraints.length > 0 && { placementConstraints: constraints }),
    ...(version && { platformVersion: version }),
    ...(isLaidOut &&
      availabilityZoneRebalancing === undefined && {
        availabilityZoneRebalancing: rebalancing(args, strategies, constraints),
      }),
    ...(isDaemon(args) && DAEMON),
  };
}

/** Says of a service with one task on each instance that its cluster has none, at the latest when that is known. */
export function adviseDaemon(name: string, args: ServiceArgs, resource: pulumi.Resource): void {
  if (!isDaemon(args)) return;
  const keys = ["capacityProviders", "instancePlatforms", "managedInstances"] as const;
  const [capacityProviders, instancePlatforms, managedInstances] = keys.map((key) =>
    rawField(args.cluster, key),
  );
  const known = pulumi.output({
    // The names alone: what ECS calls the providers of groups that are still to be made is not known.
    capacityProviders: isPlain(capacityProviders) ? namesIn(capacityProviders) : capacityProviders,
    instancePlatforms,
    managedInstances,
  });
  known.apply((instances) => {
    const advice = daemonCapacityAdvice(name, instances as ClusterInstances);
    if (advice !== undefined) void pulumi.log.warn(advice, resource);
  });
}

function namesIn(map: object | undefined): Record<string, string> {
  return Object.fromEntries(Object.keys(map ?? {}).map((key) => [key, key]));
}

/** What ECS takes of a service with one task on each instance, in the place of what others have. */
const DAEMON = {
  schedulingStrategy: "DAEMON",
  launchType: "EC2",
  capacityProviderStrategies: undefined,
  desiredCount: undefined,
  deploymentMaximumPercent: undefined,
  availabilityZoneRebalancing: "DISABLED",
};

function rebalancing(
  { maximumPercent = 200 }: ServiceArgs,
  strategies: pulumi.Output<Parameters<typeof mayRebalance>[0]>,
  constraints: pulumi.Output<Parameters<typeof mayRebalance>[1]>,
): pulumi.Output<string> {
  return pulumi
    .all([strategies, constraints, maximumPercent])
    .apply(([laidOut, tied, most]) =>
      mayRebalance(laidOut, tied) && most > 100 ? "ENABLED" : "DISABLED",
    );
}

function checkCapacity(checks: Checks, args: ServiceArgs): void {
  const { cluster, capacityProviderStrategies, spotAboveTasks } = args;
  const { placementStrategies = [], placementConstraints = [], platformVersion } = args;
  const given = {
    placementStrategies: placementStrategies.length > 0,
    placementConstraints: placementConstraints.length > 0,
    platformVersion: platformVersion !== undefined,
  };
  if (!Object.values(given).includes(true)) return;
  const strategy =
    spotAboveTasks === undefined ? capacityProviderStrategies : spotMix(spotAboveTasks);
  checks.check(
    { strategy: strategy ?? rawField(cluster, "defaultCapacityProviderStrategies") },
    (known) => placedOnProblem(known.strategy, given),
  );
}
