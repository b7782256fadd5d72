import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import type { LoadBalancerTarget } from "./ecs/loadBalancerTarget.js";
import { loadBalancerTarget, targetProblem } from "./ecs/loadBalancerTarget.js";
import { pathPrefix, rulePriority } from "./ecs/listenerRule.js";
import { field, rawField } from "./reference.js";
import type { ServiceLoadBalancerArgs } from "./serviceLoadBalancerArgs.js";
import { serviceTargetGroup } from "./serviceTargetGroup.js";
import { serviceWay } from "./serviceWay.js";
import type { TaskDefinitionRef } from "./taskDefinition.js";

/** How requests reach a service. */
export interface ServiceTraffic {
  targetGroup: lb.TargetGroup;
  target: pulumi.Output<LoadBalancerTarget>;
  /** What must stand before the service, and go after it. */
  dependencies: pulumi.Resource[];
  url: pulumi.Output<string>;
}

/** What a service's way to the load balancer hangs on. */
export interface TrafficContext {
  vpcId: pulumi.Output<string>;
  /** Security group of the service's tasks. */
  securityGroupId: pulumi.Output<string>;
  target: pulumi.Output<LoadBalancerTarget>;
  parent: pulumi.Resource;
}

/** The container and port that get the requests, checked as soon as they are known. */
export function decideTarget(
  checks: Checks,
  args: ServiceLoadBalancerArgs,
  taskDefinition: pulumi.Input<TaskDefinitionRef>,
): pulumi.Output<LoadBalancerTarget> {
  const { containerName, containerPort } = args;
  const containers = rawField(taskDefinition, "containers");
  return checks.whenKnown(
    { containers, containerName, containerPort },
    targetProblem,
    loadBalancerTarget,
  );
}

/** Makes a service's target group, its rule on the shared listener, and the way between load balancer and tasks. */
export function serviceTraffic(
  name: string,
  args: ServiceLoadBalancerArgs,
  context: TrafficContext,
): ServiceTraffic {
  const { target, parent } = context;
  const targetGroup = serviceTargetGroup(name, args, context);
  const rule = new lb.ListenerRule(
    name,
    {
      listenerArn: field(args.ref, "listenerArn"),
      priority: servicePriority(name, args),
      actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      conditions: ruleConditions(args),
    },
    { parent },
  );
  const dependencies = [rule, ...serviceWay(name, args, context)];
  return { targetGroup, target, dependencies, url: serviceUrl(args) };
}

/** Where requests reach a service. */
export function serviceUrl(args: ServiceLoadBalancerArgs): pulumi.Output<string> {
  const host = args.host ?? field(args.ref, "dnsName");
  return pulumi
    .all([field(args.ref, "protocol"), host])
    .apply(([protocol, h]) => `${protocol.toLowerCase()}://${h}${pathPrefix(args.path)}`);
}

/** The priority of a service's rule: the one that is given, or one of its own. */
export function servicePriority(name: string, args: ServiceLoadBalancerArgs): number {
  const owner = [name, pulumi.getProject(), pulumi.getStack()];
  return args.priority ?? rulePriority({ path: args.path, host: args.host }, owner);
}

/** What requests a service's rule matches. */
export function ruleConditions({ path, host }: ServiceLoadBalancerArgs) {
  const byHost = host === undefined ? [] : [{ hostHeader: { values: [host] } }];
  // A rule needs a condition; without host and path it takes every request.
  if (path === undefined && host !== undefined) return byHost;
  return [...byHost, { pathPattern: { values: [path ?? "/*"] } }];
}
