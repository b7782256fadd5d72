import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import { rawField } from "../../argument/refField.js";
import type { DeploymentArgs } from "../args/deploymentArgs.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import { additionalKey, additionalTargetsProblem } from "../rules/traffic/additionalTarget.js";
import type { DecidedTarget } from "./decideTarget.js";
import { decideTarget } from "./decideTarget.js";
import { decideGracePeriod } from "./decideTargetGroup.js";
import type { RoutedTarget } from "./decideRoute.js";

/** How requests reach a service, as its arguments come to it. */
export interface DecidedTraffic {
  first: DecidedTarget;
  additional: DecidedTarget[];
  /** Seconds that the load balancer leaves a task alone after its start. */
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
  { trafficOwner, deployment, place }: Pick<RoutedTarget, "trafficOwner" | "deployment" | "place">,
): DecidedTraffic | undefined {
  const { loadBalancer, additionalLoadBalancers = [], taskDefinition } = args;
  const isShifted = trafficOwner === "ecs";
  checks.fail(additionalTargetsProblem(loadBalancer, additionalLoadBalancers, isShifted));
  if (!loadBalancer) return undefined;
  const all = [loadBalancer, ...additionalLoadBalancers];
  const decide = (target: ServiceLoadBalancerArgs, at: string, child: string): DecidedTarget =>
    decideTarget(checks, target, {
      service: name,
      name: child,
      at,
      trafficOwner,
      place,
      deployment: deploymentBy(target, loadBalancer, deployment),
      taskDefinition,
      isOpen: all.slice(0, all.indexOf(target)).some((earlier) => hasSamePort(earlier, target)),
    });
  const start = {
    gracePeriodSeconds: args.healthCheckGracePeriodSeconds,
    containers: rawField(taskDefinition, "containers"),
  };
  for (const { healthCheck } of additionalLoadBalancers) {
    decideGracePeriod(checks, start, healthCheck);
  }
  return {
    gracePeriodSeconds: decideGracePeriod(checks, start, loadBalancer.healthCheck),
    first: decide(
      loadBalancer,
      "loadBalancer",
      loadBalancer.key === undefined ? name : `${name}-${loadBalancer.key}`,
    ),
    additional: additionalLoadBalancers.map((target, i) =>
      decide(target, `additionalLoadBalancers[${i}]`, `${name}-${additionalKey(target)}`),
    ),
  };
}

/** Priorities of a service's rules, by the paths of the targets that have them. */
export function prioritiesOf(traffic: DecidedTraffic | undefined): Record<string, number> {
  if (!traffic) return {};
  const targets = [traffic.first, ...traffic.additional];
  return Object.fromEntries(targets.map(({ at, route }) => [at, route.priority]));
}

/** How new revisions come in by a target: a listener for test requests is of one load balancer. */
function deploymentBy(
  target: ServiceLoadBalancerArgs,
  first: ServiceLoadBalancerArgs,
  deployment: DeploymentArgs,
): DeploymentArgs {
  if (target.ref === first.ref) return deployment;
  const elsewhere = { ...deployment };
  delete elsewhere.testListenerArn;
  return elsewhere;
}

/** From one load balancer to one port there is one rule of the security group; a second would be refused. */
function hasSamePort(a: ServiceLoadBalancerArgs, b: ServiceLoadBalancerArgs): boolean {
  return a.ref === b.ref && a.containerPort === b.containerPort;
}
