import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import { trafficOwnerOf } from "../rules/deployment/deploymentStrategy.js";
import { additionalKey, additionalTargetsProblem } from "../rules/traffic/additionalTarget.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import type { DeploymentArgs } from "../args/deploymentArgs.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import type { DecidedDeployment } from "../deployment/decideDeployment.js";
import type { DecidedRoute } from "./decideRoute.js";
import { decideRoute } from "./decideRoute.js";
import type { ServiceTraffic } from "./serviceTraffic.js";
import { decideTarget } from "./serviceTraffic.js";
import type { ShiftedTraffic } from "./shiftedTraffic.js";
import { makeTraffic } from "./shiftedTraffic.js";
import type { DecidedTargetGroup } from "./decideTargetGroup.js";
import type { TaskSecurityGroups } from "../../launch/decideTaskNetwork.js";
import { decideGracePeriod, decideTargetGroup } from "./decideTargetGroup.js";

/** One way for requests to reach a service. */
interface DecidedTarget {
  /** Path of its arguments. */
  at: string;
  /** Name of its children. */
  name: string;
  args: ServiceLoadBalancerArgs;
  target: pulumi.Output<ContainerTarget>;
  route: DecidedRoute;
  targetGroup: DecidedTargetGroup;
  /** Whether an earlier way has opened the port to the load balancer. */
  isOpen: boolean;
}

/** How requests reach a service, by all its ways. */
export type AllTraffic = (ServiceTraffic | ShiftedTraffic) & {
  /** Further ways for requests to reach the service. */
  additional: readonly (ServiceTraffic | ShiftedTraffic)[];
  /** Seconds that the load balancer leaves a task alone after its start. */
  gracePeriodSeconds: pulumi.Output<number>;
};

/** How requests reach a service, as its arguments come to it. */
export interface DecidedTraffic {
  first: DecidedTarget;
  additional: DecidedTarget[];
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
): DecidedTraffic | undefined {
  const { loadBalancer, additionalLoadBalancers = [] } = args;
  const { strategy = "rolling", targetGroupPair } = args.deployment ?? {};
  const isShifted = trafficOwnerOf(strategy, targetGroupPair) === "ecs";
  checks.fail(additionalTargetsProblem(loadBalancer, additionalLoadBalancers, isShifted));
  if (!loadBalancer) return undefined;
  const ways = [loadBalancer, ...additionalLoadBalancers];
  const decide = (way: ServiceLoadBalancerArgs, at: string, child: string): DecidedTarget => {
    const target = decideTarget(checks, way, args.taskDefinition, at);
    const targetGroup = decideTargetGroup(checks, way, target, at);
    const isOpen = ways.slice(0, ways.indexOf(way)).some((earlier) => isSameWay(earlier, way));
    const deployment = deploymentBy(way, loadBalancer, args.deployment);
    const route = decideRoute(checks, way, { service: name, way: child, at, deployment });
    return { at, name: child, args: way, target, targetGroup, route, isOpen };
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

/** Priorities of a service's rules, by the paths of the ways that have them. */
export function prioritiesOf(traffic: DecidedTraffic | undefined): Record<string, number> {
  if (!traffic) return {};
  const ways = [traffic.first, ...traffic.additional];
  return Object.fromEntries(ways.map(({ at, route }) => [at, route.priority]));
}

/** How new revisions come in by a way: a listener for test requests is of one load balancer. */
function deploymentBy(
  way: ServiceLoadBalancerArgs,
  first: ServiceLoadBalancerArgs,
  deployment: DeploymentArgs = {},
): DeploymentArgs {
  if (way.ref === first.ref) return deployment;
  const elsewhere = { ...deployment };
  delete elsewhere.testListenerArn;
  return elsewhere;
}

/** Two ways from one load balancer to one port need one rule of the security group; a second would be refused. */
function isSameWay(a: ServiceLoadBalancerArgs, b: ServiceLoadBalancerArgs): boolean {
  return a.ref === b.ref && a.containerPort === b.containerPort;
}

/** Makes all that lets requests reach a service. */
export function trafficOf(
  { first, additional, gracePeriodSeconds }: DecidedTraffic,
  context: {
    vpcId: pulumi.Output<string>;
    doors: TaskSecurityGroups;
    decided: DecidedDeployment;
    parent: pulumi.Resource;
  },
): AllTraffic {
  const make = (way: DecidedTarget) => {
    const deployment = deploymentBy(way.args, first.args, context.decided.deployment);
    const route = way.route.of(context.parent);
    return makeTraffic(
      way.name,
      way.args,
      { ...context.decided, deployment },
      { ...context, ...way, route },
    );
  };
  const made = make(first);
  const more = additional.map(make);
  return {
    ...made,
    additional: more,
    dependencies: [made, ...more].flatMap(({ dependencies }) => dependencies),
    gracePeriodSeconds,
  };
}
