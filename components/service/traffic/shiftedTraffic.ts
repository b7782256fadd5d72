import * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";

import type { RuleRole } from "../rules/deployment/rulePriorities.js";
import { rolePriority, standbyPriority } from "../rules/deployment/rulePriorities.js";
import type { TrafficOwner } from "../rules/deployment/deploymentStrategy.js";
import type { DeploymentArgs } from "../args/deploymentArgs.js";
import type { PairForward } from "./forwardToPair.js";
import { forwardToPair } from "./forwardToPair.js";
import { ruleConditions } from "../rules/traffic/ruleMatch.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import type { ServiceRoute } from "./decideRoute.js";
import { serviceTargetGroup } from "./serviceTargetGroup.js";
import type { ServiceTraffic, TrafficContext } from "./serviceTraffic.js";
import { hostRecords, requestLabelOf, serviceTraffic, serviceUrl } from "./serviceTraffic.js";
import { taskIngress } from "./taskIngress.js";

/** Who moves the requests between the two groups. */
export type ShiftOwner = Exclude<TrafficOwner, "program">;

/** How requests reach a service between whose two target groups somebody else moves them. */
export interface ShiftedTraffic extends ServiceTraffic {
  /** The group that new tasks come into while the first has the requests. */
  alternate: lb.TargetGroup;
  /** The rule for test requests, where they are told apart. */
  testRule: lb.ListenerRule | undefined;
  /** Makes the rule for all other requests. Its actions are the shifter's from then on. */
  productionRule(dependsOn?: pulumi.Resource[]): lb.ListenerRule;
}

/** Makes a service's way to the load balancer, as its deployment strategy wants it. */
export function makeTraffic(
  name: string,
  args: ServiceLoadBalancerArgs,
  decided: { trafficOwner: TrafficOwner; deployment: DeploymentArgs },
  context: TrafficContext,
): ServiceTraffic | ShiftedTraffic {
  const { trafficOwner: shifter, deployment } = decided;
  if (shifter === "program") return serviceTraffic(name, args, context);
  return shiftedTraffic(name, args, { ...context, shifter, deployment });
}

/** Part of the children's names: ECS moves requests between the groups that a rolling service has one of. */
const PARTS: Record<ShiftOwner, { groups: string; rule: string }> = {
  ecs: { groups: "", rule: "-production" },
  codeDeploy: { groups: "-codedeploy", rule: "-codedeploy" },
  external: { groups: "-external", rule: "-external" },
};

/**
 * Makes a service's two target groups of one shape and what ties them to the load balancer. Names and priorities differ
 * by shifter, so that a service that moves from one to the next keeps the old way until the new one has healthy tasks.
 */
export function shiftedTraffic(
  name: string,
  args: ServiceLoadBalancerArgs,
  context: TrafficContext & { shifter: ShiftOwner; deployment: DeploymentArgs },
): ShiftedTraffic {
  const { target, route, parent, shifter, deployment } = context;
  const part = PARTS[shifter];
  const targetGroup = serviceTargetGroup(`${name}${part.groups}`, args, context);
  const alternate = serviceTargetGroup(`${name}${part.groups}-alternate`, args, context);
  const actions = [forwardToPair(targetGroup, alternate)];
  const rules = { name, args, actions, route, parent };
  const test = testRule(rules, deployment, shifter);
  hostRecords(name, args, parent);
  const waysIn = context.isOpen ? [] : taskIngress(name, args, context);
  const standby = shifter === "ecs" ? [] : [standbyRule(rules, shifter)];
  return {
    targetGroup,
    alternate,
    target,
    testRule: test,
    dependencies: [...waysIn, ...standby, ...(test ? [test] : [])],
    url: serviceUrl(args),
    requestLabel: requestLabelOf(args, targetGroup),
    productionRule: (dependsOn = []) =>
      new lb.ListenerRule(
        `${name}${part.rule}`,
        {
          listenerArn: route.listenerArn,
          priority: rolePriority(route.priority, shifter),
          actions,
          // The catch-all stands here and not in the listener's default action, which nobody would move.
          conditions: ruleConditions(args),
        },
        { parent, dependsOn, ignoreChanges: ["actions"] },
      ),
  };
}

interface RuleContext {
  name: string;
  args: ServiceLoadBalancerArgs;
  actions: PairForward[];
  route: ServiceRoute;
  parent: pulumi.Resource;
}

/**
 * ECS refuses target groups without a load balancer, and a service with another controller is a new service, whose groups
 * are empty at first. This rule ties them to the load balancer behind every other rule; the one that wins comes when the
 * tasks are healthy.
 */
function standbyRule(
  { name, args, actions, route, parent }: RuleContext,
  shifter: "codeDeploy" | "external",
): lb.ListenerRule {
  return new lb.ListenerRule(
    `${name}${PARTS[shifter].rule}-standby`,
    {
      listenerArn: route.listenerArn,
      priority: standbyPriority(route.priority, shifter),
      actions,
      conditions: ruleConditions(args),
    },
    { parent, ignoreChanges: ["actions"] },
  );
}

/** The rule for test requests: on a listener of their own, or told apart by a header. */
function testRule(
  { name, args, actions, route, parent }: RuleContext,
  { testListenerArn, testHeaderName, testHeaderValue }: DeploymentArgs,
  shifter: ShiftOwner,
): lb.ListenerRule | undefined {
  if (testListenerArn === undefined && testHeaderName === undefined) return undefined;
  const header =
    testHeaderName === undefined || testHeaderValue === undefined
      ? []
      : [{ httpHeader: { httpHeaderName: testHeaderName, values: [testHeaderValue] } }];
  const role: RuleRole = testListenerArn === undefined ? "test" : shifter;
  return new lb.ListenerRule(
    `${name}${PARTS[shifter].rule}-test`,
    {
      listenerArn: route.testListenerArn ?? route.listenerArn,
      priority: rolePriority(route.priority, role),
      actions,
      conditions: [...ruleConditions(args), ...header],
    },
    { parent, ignoreChanges: ["actions"] },
  );
}
