import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import { aliasRecords } from "../../loadBalancer/domainCertificate.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import { containerTarget, targetProblem } from "../rules/containerTarget.js";
import { pathPrefix } from "../rules/traffic/listenerRule.js";
import { hostsOf, pathsOf, ruleConditions } from "../rules/traffic/ruleMatch.js";
import { healthPortProblem } from "../rules/traffic/targetHealth.js";
import { field, rawField } from "../../argument/refField.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import type { ServiceRoute } from "./decideRoute.js";
import { serviceTargetGroup } from "./serviceTargetGroup.js";
import { taskIngress } from "./taskIngress.js";
import type { TaskDefinitionRef } from "../../taskDefinition/args/taskDefinitionRef.js";
import type { DecidedTargetGroup } from "./decideTargetGroup.js";
import type { TaskSecurityGroups } from "../../launch/decideTaskNetwork.js";
import { plainNetworkMode } from "../../launch/decideTaskNetwork.js";

/** How requests reach a service. */
export interface ServiceTraffic {
  targetGroup: lb.TargetGroup;
  target: pulumi.Output<ContainerTarget>;
  /** What must stand before the service, and go after it. */
  dependencies: pulumi.Resource[];
  url: pulumi.Output<string>;
  /** Load balancer and target group, as Application Auto Scaling names them to count requests. */
  requestLabel: pulumi.Output<string>;
}

/** A target group, and what its requests go to. */
export type ServiceTarget = Pick<ServiceTraffic, "targetGroup" | "target">;

/** What a service's way to the load balancer hangs on. */
export interface TrafficContext {
  vpcId: pulumi.Output<string>;
  /** How the service's tasks are reached. */
  doors: TaskSecurityGroups;
  target: pulumi.Output<ContainerTarget>;
  route: ServiceRoute;
  targetGroup: DecidedTargetGroup;
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
): pulumi.Output<ContainerTarget> {
  const { containerName, containerPort } = args;
  const containers = rawField(taskDefinition, "containers");
  const networkMode = plainNetworkMode(taskDefinition);
  return checks.decide(
    { containers, containerName, containerPort, healthPort: args.healthCheck?.port },
    (choice) =>
      targetProblem(choice, at) ??
      healthPortProblem(choice.healthPort, containerTarget(choice), at, networkMode),
    containerTarget,
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
      listenerArn: context.route.listenerArn,
      priority: context.route.priority,
      actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      conditions: ruleConditions(args),
    },
    { parent },
  );
  hostRecords(name, args, parent);
  const dependencies = [rule, ...(context.isOpen ? [] : taskIngress(name, args, context))];
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
