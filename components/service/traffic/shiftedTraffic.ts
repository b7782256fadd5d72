import * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";

import { rolePriority, standbyPriority } from "../rules/deployment/rulePriorities.js";
import type { ShiftOwner } from "../rules/deployment/deploymentStrategy.js";
import { partsOf } from "../rules/deployment/deploymentStrategy.js";
import type { PairForward } from "./forwardToPair.js";
import { forwardToPair } from "./forwardToPair.js";
import { serviceTargetGroup } from "./serviceTargetGroup.js";
import type { ServiceTraffic } from "./serviceTraffic.js";
import { hostRecords, requestLabelOf } from "./serviceTraffic.js";
import { taskIngress } from "./taskIngress.js";
import type { RoutedTraffic } from "./trafficContext.js";

/** How requests reach a service between whose two target groups somebody else moves them. */
export interface ShiftedTraffic extends ServiceTraffic {
  /** The group that new tasks come into while the first has the requests. */
  alternate: lb.TargetGroup;
  /** The rule for test requests, where they are told apart. */
  testRule: lb.ListenerRule | undefined;
  /** Makes the rule for all other requests. Its actions are not the program's from then on. */
  productionRule(dependsOn?: pulumi.Resource[]): lb.ListenerRule;
}

/**
 * Makes a service's two target groups of one shape and what ties them to the load balancer. Names and priorities differ
 * by the owner of the traffic, so that a service that moves from one to the next keeps the old rule until the new one has
 * healthy tasks.
 */
export function shiftedTraffic(decided: RoutedTraffic, owner: ShiftOwner): ShiftedTraffic {
  const { name, target, route, balancer, url, parent } = decided;
  const part = partsOf(owner);
  const targetGroup = serviceTargetGroup(`${name}${part.groups}`, decided);
  const alternate = serviceTargetGroup(`${name}${part.groups}-alternate`, decided);
  const actions = [forwardToPair(targetGroup, alternate)];
  const test = testRule(decided, actions, owner);
  hostRecords(decided);
  const ingress = taskIngress(decided);
  const standby = owner === "ecs" ? [] : [standbyRule(decided, actions, owner)];
  return {
    targetGroup,
    alternate,
    target,
    balancer,
    testRule: test,
    dependencies: [...ingress, ...standby, ...(test ? [test] : [])],
    url,
    requestLabel: requestLabelOf(balancer, targetGroup),
    productionRule: (dependsOn = []) =>
      new lb.ListenerRule(
        `${name}${part.rule}`,
        {
          listenerArn: route.listenerArn,
          priority: rolePriority(route.priority, owner),
          actions,
          // The catch-all stands here and not in the listener's default action, which nobody would move.
          conditions: route.conditions,
          ...route.changes,
        },
        { parent, dependsOn, ignoreChanges: ["actions"] },
      ),
  };
}

/**
 * ECS refuses target groups without a load balancer, and a service with another controller is a new service, whose groups
 * are empty at first. This rule ties them to the load balancer behind every other rule; the one that wins comes when the
 * tasks are healthy.
 */
function standbyRule(
  { name, route, parent }: RoutedTraffic,
  actions: PairForward[],
  owner: "codeDeploy" | "external",
): lb.ListenerRule {
  return new lb.ListenerRule(
    `${name}${partsOf(owner).rule}-standby`,
    {
      listenerArn: route.listenerArn,
      priority: standbyPriority(route.priority, owner),
      actions,
      conditions: route.conditions,
      ...route.changes,
    },
    { parent, ignoreChanges: ["actions"] },
  );
}

/** The rule for test requests: on a listener of their own, or told apart by a header. */
function testRule(
  { name, route, parent }: RoutedTraffic,
  actions: PairForward[],
  owner: ShiftOwner,
): lb.ListenerRule | undefined {
  if (route.test === undefined) return undefined;
  return new lb.ListenerRule(
    `${name}${partsOf(owner).rule}-test`,
    {
      listenerArn: route.testListenerArn ?? route.listenerArn,
      priority: rolePriority(route.priority, route.test === "header" ? "test" : owner),
      actions,
      conditions: route.testConditions,
      ...route.changes,
    },
    { parent, ignoreChanges: ["actions"] },
  );
}
