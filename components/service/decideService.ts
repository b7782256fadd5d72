import type { Checks } from "../argument/checks.js";
import { decideScaling } from "./scaling/decideScaling.js";
import type { DecidedDeployment } from "./deployment/decideDeployment.js";
import { decideDeployment } from "./deployment/decideDeployment.js";
import { countProblem, countRange } from "./rules/serviceCount.js";
import { checkExecReach } from "./execGrant.js";
import { decidePeers } from "./peers/peerTraffic.js";
import { decideNlbTraffic } from "./traffic/nlbTraffic.js";
import { decideLaunchNetwork } from "../launch/decideLaunchNetwork.js";
import type { ServiceArgs } from "./args/serviceArgs.js";
import { DiscoveryRecordType } from "./args/serviceDiscoveryArgs.js";
import { checkTaskLaunch } from "../launch/checkTaskLaunch.js";
import { checkGroupsKnown } from "../launch/decideTaskNetwork.js";
import { decideCapacityStrategy } from "../launch/decideCapacityStrategy.js";
import { decideTraffic, prioritiesOf } from "./traffic/decideTraffic.js";

/**
 * Decides on a service's arguments: before anything is registered where they are plain.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideService(checks: Checks, name: string, args: ServiceArgs) {
  const traffic = decideTraffic(checks, name, args);
  const deployment = decideDeployment(checks, args, prioritiesOf(traffic));
  const counts = checks.decide(
    { ...countsOf(args), isRolling: deployment.isRolling },
    countProblem,
    countRange,
  );
  checkTaskLaunch(checks, args);
  checkExecReach(checks, args);
  const { networkLoadBalancer: balancer } = args;
  return {
    traffic,
    deployment,
    counts,
    scaling: args.scaling && decideScaling(checks, args.scaling, requestsOf(args, deployment)),
    strategies: decideCapacityStrategy(checks, args),
    launch: decideServiceNetwork(checks, args),
    internal: decidePeers(checks, name, args),
    network:
      balancer &&
      ([balancer, decideNlbTraffic(checks, name, balancer, { ...args, ...deployment })] as const),
  };
}

/** Decides how a service's tasks are on the network, with all that lets somebody reach them. */
function decideServiceNetwork(checks: Checks, args: ServiceArgs) {
  const { loadBalancer, networkLoadBalancer, serviceConnect, serviceDiscovery } = args;
  const hasPeers = (args.ingressFrom ?? []).length > 0;
  const balancers = {
    hasLoadBalancer: loadBalancer !== undefined,
    hasNetworkLoadBalancer: networkLoadBalancer !== undefined,
  };
  const launch = decideLaunchNetwork(checks, args, {
    ...balancers,
    hasServiceConnect: serviceConnect !== undefined,
    recordType: serviceDiscovery && (serviceDiscovery.recordType ?? DiscoveryRecordType.A),
    hasPeers,
  });
  const isReached = balancers.hasLoadBalancer || balancers.hasNetworkLoadBalancer || hasPeers;
  checkGroupsKnown(checks, launch.network, isReached);
  return launch;
}

/** What counts a service's requests. */
function requestsOf({ loadBalancer }: ServiceArgs, { trafficOwner }: DecidedDeployment) {
  if (!loadBalancer) return "none";
  return trafficOwner === "program" ? "one" : "two";
}

/** The counts among a service's arguments: what else the autoscaler takes may be known later. */
function countsOf({ desiredCount, minimumHealthyPercent, maximumPercent, scaling }: ServiceArgs) {
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
