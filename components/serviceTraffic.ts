import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import { aliasRecords } from "./domainCertificate.js";
import type { LoadBalancerTarget } from "./ecs/loadBalancerTarget.js";
import { loadBalancerTarget, targetProblem } from "./ecs/loadBalancerTarget.js";
import { pathPrefix, rulePriority, ruleProblem } from "./ecs/listenerRule.js";
import type { RuleMatch } from "./ecs/ruleMatch.js";
import { hostsOf, pathsOf, ruleConditions } from "./ecs/ruleMatch.js";
import { hostRecordsProblem } from "./elb/domainName.js";
import { healthPortProblem } from "./ecs/targetHealth.js";
import { claimRule } from "./listenerRules.js";
import { field, rawField } from "./reference.js";
import type { ServiceLoadBalancerArgs } from "./serviceLoadBalancerArgs.js";
import { serviceTargetGroup } from "./serviceTargetGroup.js";
import { serviceWay } from "./serviceWay.js";
import type { TaskDefinitionRef } from "./taskDefinitionRef.js";
import type { TargetGroupDecisions } from "./targetGroupDecisions.js";
import type { TaskDoors } from "./taskNetwork.js";
import { plainNetworkMode } from "./taskNetwork.js";

/** How requests reach a service. */
export interface ServiceTraffic {
  targetGroup: lb.TargetGroup;
  target: pulumi.Output<LoadBalancerTarget>;
  /** What must stand before the service, and go after it. */
  dependencies: pulumi.Resource[];
  url: pulumi.Output<string>;
  /** Load balancer and target group, as Application Auto Scaling names them to count requests. */
  requestLabel: pulumi.Output<string>;
}

/** A target group, and what its requests go to. */
export type ServiceTarget = Pick<ServiceTraffic, "targetGroup" | "target">;

/** Where a service's rule stands. */
export interface ServiceRoute {
  listenerArn: pulumi.Output<string>;
  priority: number;
}

/** What a service's way to the load balancer hangs on. */
export interface TrafficContext {
  vpcId: pulumi.Output<string>;
  /** How the service's tasks are reached. */
  doors: TaskDoors;
  target: pulumi.Output<LoadBalancerTarget>;
  route: ServiceRoute;
  targetGroup: TargetGroupDecisions;
  /** Whether the way between load balancer and tasks is open already. */
  isOpen?: boolean;
  parent: pulumi.Resource;
}

/** The container and port that get the requests, checked as soon as they are known. */
export function decideTarget(
  checks: Checks,
  args: ServiceLoadBalancerArgs,
  taskDefinition: pulumi.Input<TaskDefinitionRef>,
  at = "loadBalancer",
): pulumi.Output<LoadBalancerTarget> {
  const { containerName, containerPort } = args;
  const containers = rawField(taskDefinition, "containers");
  const networkMode = plainNetworkMode(taskDefinition);
  return checks.whenKnown(
    { containers, containerName, containerPort, healthPort: args.healthCheck?.port },
    (choice) =>
      targetProblem(choice, at) ??
      healthPortProblem(choice.healthPort, loadBalancerTarget(choice), at, networkMode),
    loadBalancerTarget,
  );
}

/**
 * Where the rule of a service stands, free of clashes with the rules of the program's other services.
 *
 * @param at Path of the arguments below the component's.
 * @param rule Name of the rule.
 */
export function decideRoute(
  checks: Checks,
  name: string,
  args: ServiceLoadBalancerArgs,
  at = "loadBalancer",
  rule = name,
): ServiceRoute {
  checks.fail(ruleProblem(args, at));
  if (args.zoneId !== undefined) checks.fail(hostRecordsProblem(hostsOf(args), at));
  const match = ruleMatch(args);
  const owner = [rule, pulumi.getProject(), pulumi.getStack()];
  const priority = args.priority ?? rulePriority(match, owner);
  const claim = { service: name, match, priority, isExplicit: args.priority !== undefined };
  return { priority, listenerArn: claimRule(checks, args.ref, claim, at) };
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
      ...context.route,
      actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      conditions: ruleConditions(args),
    },
    { parent },
  );
  hostRecords(name, args, parent);
  const dependencies = [rule, ...(context.isOpen ? [] : serviceWay(name, args, context))];
  const requestLabel = requestLabelOf(args, targetGroup);
  return { targetGroup, target, dependencies, url: serviceUrl(args), requestLabel };
}

/** Where requests reach a service. */
export function serviceUrl(args: ServiceLoadBalancerArgs): pulumi.Output<string> {
  const [host = balancerHost(args)] = hostsOf(args);
  const [path] = pathsOf(args);
  return pulumi
    .all([field(args.ref, "protocol"), host])
    .apply(([protocol, h]) => `${protocol.toLowerCase()}://${h}${pathPrefix(path)}`);
}

/** Load balancer and target group, as Application Auto Scaling names them to count requests. */
export function requestLabelOf(
  { ref }: ServiceLoadBalancerArgs,
  { arnSuffix }: lb.TargetGroup,
): pulumi.Output<string> {
  return pulumi.interpolate`${field(ref, "arnSuffix")}/${arnSuffix}`;
}

/** The load balancer's own domain, which its certificate is for, or else the name that AWS gives it. */
function balancerHost({ ref }: ServiceLoadBalancerArgs): pulumi.Output<string> {
  return pulumi
    .all([field(ref, "domainName"), field(ref, "dnsName")])
    .apply(([domainName, dnsName]) => domainName ?? dnsName);
}

/** Records of the service's hosts, which lead to the load balancer. */
export function hostRecords(
  name: string,
  args: ServiceLoadBalancerArgs,
  parent: pulumi.Resource,
): void {
  const { ref, zoneId } = args;
  if (zoneId === undefined) return;
  const target = { dnsName: field(ref, "dnsName"), zoneId: field(ref, "zoneId") };
  for (const host of hostsOf(args)) {
    aliasRecords(`${name}-${host}`, host, zoneId, { ...target, isDualStack: false }, parent);
  }
}

function ruleMatch(args: ServiceLoadBalancerArgs): RuleMatch {
  const { path, host, paths, hosts, httpHeaders, queryStrings, httpMethods, sourceCidrBlocks } =
    args;
  return { path, host, paths, hosts, httpHeaders, queryStrings, httpMethods, sourceCidrBlocks };
}
