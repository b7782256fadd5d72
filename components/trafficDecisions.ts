import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import { additionalKey, additionalTargetsProblem } from "./ecs/additionalTarget.js";
import type { LoadBalancerTarget } from "./ecs/loadBalancerTarget.js";
import type { ServiceArgs } from "./serviceArgs.js";
import type { ServiceLoadBalancerArgs } from "./serviceLoadBalancerArgs.js";
import type { DecidedDeployment } from "./decideDeployment.js";
import type { DecidedRoute } from "./serviceRoute.js";
import { decideRoute } from "./serviceRoute.js";
import type { ServiceTarget, ServiceTraffic } from "./serviceTraffic.js";
import type { ShiftedTraffic } from "./shiftedTraffic.js";
import { decidedTraffic } from "./shiftedTraffic.js";
import { decideTarget, serviceTraffic } from "./serviceTraffic.js";
import type { TargetGroupDecisions } from "./targetGroupDecisions.js";
import type { TaskDoors } from "./taskNetwork.js";
import { decideGracePeriod, decideTargetGroup } from "./targetGroupDecisions.js";

/** One way for requests to reach a service. */
interface TrafficDecision {
  /** Name of its children. */
  name: string;
  args: ServiceLoadBalancerArgs;
  target: pulumi.Output<LoadBalancerTarget>;
  route: DecidedRoute;
  targetGroup: TargetGroupDecisions;
  /** Whether an earlier way has opened the port to the load balancer. */
  isOpen: boolean;
}

/** How requests reach a service, by all its ways. */
export type AllTraffic = (ServiceTraffic | ShiftedTraffic) & {
  /** Further ways for requests to reach the service. */
  additional: readonly ServiceTarget[];
  /** Seconds that the load balancer leaves a task alone after its start. */
  gracePeriodSeconds: pulumi.Output<number>;
};

/** How requests reach a service, as its arguments come to it. */
export interface TrafficDecisions {
  first: TrafficDecision;
  additional: TrafficDecision[];
  gracePeriodSeconds: pulumi.Output<number>;
}

/**
 * Decides how requests reach a service, before anything is registered where the arguments are plain.
 *
 * @returns Nothing where they do not.
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideTraffic(
  checks: Checks,
  name: string,
  args: ServiceArgs,
): TrafficDecisions | undefined {
  const { loadBalancer, additionalLoadBalancers = [] } = args;
  checks.fail(additionalTargetsProblem(loadBalancer, additionalLoadBalancers));
  if (!loadBalancer) return undefined;
  const ways = [loadBalancer, ...additionalLoadBalancers];
  const decide = (way: ServiceLoadBalancerArgs, at: string, child: string): TrafficDecision => {
    const target = decideTarget(checks, way, args.taskDefinition, at);
    const targetGroup = decideTargetGroup(checks, way, target, at);
    const isOpen = ways.slice(0, ways.indexOf(way)).some((earlier) => isSameWay(earlier, way));
    // Only the first way can be one whose requests are moved.
    const deployment = way === loadBalancer ? (args.deployment ?? {}) : {};
    const route = decideRoute(checks, way, { service: name, way: child, at, deployment });
    return { name: child, args: way, target, targetGroup, route, isOpen };
  };
  for (const way of additionalLoadBalancers) decideGracePeriod(checks, args, way);
  return {
    gracePeriodSeconds: decideGracePeriod(checks, args, loadBalancer),
    first: decide(
      loadBalancer,
      "loadBalancer",
      loadBalancer.key === undefined ? name : `${name}-${loadBalancer.key}`,
    ),
    additional: additionalLoadBalancers.map((way, i) =>
      decide(way, `additionalLoadBalancers[${i}]`, `${name}-${additionalKey(way)}`),
    ),
  };
}

/** Two ways from one load balancer to one port need one rule of the security group; a second would be refused. */
function isSameWay(a: ServiceLoadBalancerArgs, b: ServiceLoadBalancerArgs): boolean {
  return a.ref === b.ref && a.containerPort === b.containerPort;
}

/** Makes all that lets requests reach a service. */
export function trafficOf(
  { first, additional, gracePeriodSeconds }: TrafficDecisions,
  context: {
    vpcId: pulumi.Output<string>;
    doors: TaskDoors;
    decided: DecidedDeployment;
    parent: pulumi.Resource;
  },
): AllTraffic {
  const contextOf = (way: TrafficDecision) => ({
    ...context,
    ...way,
    route: way.route.of(context.parent),
  });
  const make = (way: TrafficDecision) => serviceTraffic(way.name, way.args, contextOf(way));
  const made = decidedTraffic(first.name, first.args, context.decided, contextOf(first));
  const more = additional.map(make);
  return {
    ...made,
    additional: more,
    dependencies: [made, ...more].flatMap(({ dependencies }) => dependencies),
    gracePeriodSeconds,
  };
}
