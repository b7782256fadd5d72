import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { field, rawField } from "../argument/refField.js";
import type { RoleBoundary } from "../aws/roleBoundary.js";
import { permissionsBoundaryProblem } from "../rules/permissionsBoundary.js";
import type { DecidedLaunch } from "../launch/decideLaunch.js";
import { decideLaunch } from "../launch/decideLaunch.js";
import type { TaskDefinitionRef } from "../taskDefinition/args/taskDefinitionRef.js";
import { serviceVolumeConfiguration } from "../taskDefinition/rules/volume/ebsVolume.js";
import type { ServiceArgs } from "./args/serviceArgs.js";
import { DiscoveryRecordType } from "./args/serviceDiscoveryArgs.js";
import type { DecidedDeployment } from "./deployment/decideDeployment.js";
import { decideDeployment } from "./deployment/decideDeployment.js";
import type { DecidedExec } from "./execGrant.js";
import { decideExec } from "./execGrant.js";
import type { DecidedPeers } from "./peers/decidePeers.js";
import { decidePeers } from "./peers/decidePeers.js";
import { trafficOwnerOf } from "./rules/deployment/deploymentStrategy.js";
import { strategyNameProblem } from "./rules/deployment/strategyFields.js";
import type { CountRange } from "./rules/serviceCount.js";
import { countProblem, countRange } from "./rules/serviceCount.js";
import type { DecidedScaling } from "./scaling/decideScaling.js";
import { decideScaling } from "./scaling/decideScaling.js";
import { decidePlacement, isDaemon } from "./decidePlacement.js";
import type { DecidedNlbTraffic } from "./traffic/decideNlbTraffic.js";
import { decideNlbTraffic } from "./traffic/decideNlbTraffic.js";
import type { DecidedTraffic } from "./traffic/decideTraffic.js";
import { decideTraffic, prioritiesOf } from "./traffic/decideTraffic.js";
import { ownerPartsIn } from "../argument/ownerParts.js";

/** What a service's arguments come to: its makers read nothing else. */
export interface DecidedService {
  /** Inputs of the ECS service that hang on nothing that is made. */
  identity: ReturnType<typeof identityOf>;
  clusterName: pulumi.Output<string>;
  traffic: DecidedTraffic | undefined;
  nlbTraffic: DecidedNlbTraffic | undefined;
  peers: DecidedPeers;
  deployment: DecidedDeployment;
  counts: pulumi.Output<CountRange>;
  scaling: DecidedScaling | undefined;
  launch: DecidedLaunch;
  /** Inputs of the ECS service that say how its tasks are laid out, over those of its deployment. */
  placement: ReturnType<typeof decidePlacement>;
  exec: DecidedExec | undefined;
  /** What limits the roles that the service's parts make. */
  boundary: RoleBoundary;
}

/**
 * Decides on a service's arguments: before anything is registered where they are plain.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideService(
  checks: Checks,
  name: string,
  args: ServiceArgs,
  opts?: pulumi.ComponentResourceOptions,
): DecidedService {
  const { deployment: given = {}, scaling } = args;
  const place = ownerPartsIn(opts);
  const { strategy = "rolling", targetGroupPair } = given;
  checks.fail(strategyNameProblem(strategy));
  const placement = decidePlacement(checks, args);
  const trafficOwner = trafficOwnerOf(strategy, targetGroupPair);
  const traffic = decideTraffic(checks, name, args, { trafficOwner, deployment: given, place });
  const priorities = prioritiesOf(traffic);
  const deployment = decideDeployment(checks, name, args, {
    strategy,
    trafficOwner,
    priorities,
    place,
  });
  const counts = checks.decide(
    { ...countsOf(args), isRolling: deployment.isRolling },
    countProblem,
    countRange,
  );
  const launch = decideServiceLaunch(checks, args);
  const exec = decideExec(checks, args);
  const { permissionsBoundaryArn } = args;
  checks.check(permissionsBoundaryArn, permissionsBoundaryProblem);
  return {
    placement,
    identity: identityOf(args, launch),
    clusterName: field(args.cluster, "name"),
    traffic,
    deployment,
    counts,
    scaling: scaling && decideScaling(checks, scaling, requestsOf(args, deployment)),
    launch,
    exec,
    boundary: { permissionsBoundaryArn },
    peers: decidePeers(checks, name, args, strategy),
    nlbTraffic: decideServiceNlb(checks, name, args, deployment),
  };
}

/** Decides where a service's tasks run, with all that lets somebody reach them. */
function decideServiceLaunch(checks: Checks, args: ServiceArgs): DecidedLaunch {
  const { loadBalancer, networkLoadBalancer, serviceConnect, serviceDiscovery } = args;
  return decideLaunch(
    checks,
    { ...args, isDaemon: isDaemon(args) },
    {
      hasLoadBalancer: loadBalancer !== undefined,
      hasNetworkLoadBalancer: networkLoadBalancer !== undefined,
      hasServiceConnect: serviceConnect !== undefined,
      recordType: serviceDiscovery && (serviceDiscovery.recordType ?? DiscoveryRecordType.A),
      hasPeers: (args.ingressFrom ?? []).length > 0,
      hasServers: (args.connectsTo ?? []).length > 0,
    },
  );
}

function decideServiceNlb(
  checks: Checks,
  name: string,
  args: ServiceArgs,
  { trafficOwner }: DecidedDeployment,
): DecidedNlbTraffic | undefined {
  const { networkLoadBalancer, loadBalancer, additionalLoadBalancers = [], taskDefinition } = args;
  if (!networkLoadBalancer) return undefined;
  return decideNlbTraffic(checks, name, networkLoadBalancer, {
    taskDefinition,
    gracePeriodSeconds: args.healthCheckGracePeriodSeconds,
    others: (loadBalancer ? 1 : 0) + additionalLoadBalancers.length,
    trafficOwner,
  });
}

function identityOf(args: ServiceArgs, { taskNetwork }: DecidedLaunch) {
  return {
    cluster: field(args.cluster, "arn"),
    taskDefinition: taskNetwork.taskDefinitionArn,
    ...serviceVolume(args.taskDefinition),
    enableExecuteCommand: args.enableExecuteCommand ?? false,
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
  };
}

/** What a service takes of its task definition's disk; nothing where it is known to have none. */
function serviceVolume(taskDefinition: pulumi.Input<TaskDefinitionRef>) {
  const volume = rawField(taskDefinition, "ebsVolume");
  if (volume === undefined) return {};
  const volumeConfiguration = pulumi
    .output(volume)
    .apply((known) => known && serviceVolumeConfiguration(known));
  return { volumeConfiguration };
}

/** What counts a service's requests. */
function requestsOf({ loadBalancer }: ServiceArgs, { trafficOwner }: DecidedDeployment) {
  if (!loadBalancer) return "none";
  return trafficOwner === "program" ? "one" : "two";
}

/** The counts among a service's arguments: what else the autoscaler takes may be known later. */
function countsOf(args: ServiceArgs) {
  const { desiredCount, scaling } = args;
  // What ECS takes where nothing is said of a task on each instance, which cannot run twice there.
  const { minimumHealthyPercent, maximumPercent } = isDaemon(args)
    ? { minimumHealthyPercent: args.minimumHealthyPercent ?? 0, maximumPercent: 100 }
    : args;
  const limits = scaling && {
    minCapacity: scaling.minCapacity,
    maxCapacity: scaling.maxCapacity,
    schedules: (scaling.schedules ?? []).map(({ minCapacity, maxCapacity }) => ({
      minCapacity,
      maxCapacity,
    })),
  };
  return { desiredCount, minimumHealthyPercent, maximumPercent, scaling: limits };
}
