import * as lb from "@pulumi/aws/lb";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import type { LoadBalancerTarget } from "./ecs/loadBalancerTarget.js";
import { loadBalancerTarget, targetProblem } from "./ecs/loadBalancerTarget.js";
import { pathPrefix, rulePriority } from "./ecs/listenerRule.js";
import { physicalName } from "./naming/physicalName.js";
import { field, rawField } from "./reference.js";
import type { ServiceLoadBalancerArgs } from "./serviceArgs.js";
import type { TaskDefinitionRef } from "./taskDefinitionRef.js";

/** How requests reach a service. */
export interface ServiceTraffic {
  targetGroup: lb.TargetGroup;
  target: pulumi.Output<LoadBalancerTarget>;
  /** What must stand before the service, and go after it. */
  dependencies: pulumi.Resource[];
  url: pulumi.Output<string>;
}

interface TrafficContext {
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
  const targetGroup = makeTargetGroup(name, args, context);
  const rule = new lb.ListenerRule(
    name,
    {
      listenerArn: field(args.ref, "listenerArn"),
      priority:
        args.priority ??
        rulePriority({ path: args.path, host: args.host }, [
          name,
          pulumi.getProject(),
          pulumi.getStack(),
        ]),
      actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      conditions: conditions(args),
    },
    { parent },
  );
  const dependencies = [rule, ...openWay(name, args, context)];
  const host = args.host ?? field(args.ref, "dnsName");
  const url = pulumi
    .all([field(args.ref, "protocol"), host])
    .apply(([protocol, h]) => `${protocol.toLowerCase()}://${h}${pathPrefix(args.path)}`);
  return { targetGroup, target, dependencies, url };
}

function makeTargetGroup(
  name: string,
  args: ServiceLoadBalancerArgs,
  { vpcId, target, parent }: TrafficContext,
): lb.TargetGroup {
  const port = target.apply(({ containerPort }) => containerPort);
  const owner = [name, pulumi.getStack(), pulumi.getProject()];
  return new lb.TargetGroup(
    name,
    {
      // Port, protocol and VPC force a replacement. With them in its name the new group stands before the old one goes,
      // which a listener rule still uses.
      name: pulumi
        .all([port, vpcId])
        .apply(([p, vpc]) => physicalName("targetGroup", owner, [p, "HTTP", vpc, "ip"])),
      port,
      protocol: "HTTP",
      targetType: "ip",
      vpcId,
      deregistrationDelay: args.deregistrationDelaySeconds ?? 30,
      healthCheck: {
        path: args.healthCheckPath,
        protocol: "HTTP",
        port: "traffic-port",
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    },
    { parent },
  );
}

function conditions({ path, host }: ServiceLoadBalancerArgs) {
  const byHost = host === undefined ? [] : [{ hostHeader: { values: [host] } }];
  // A rule needs a condition; without host and path it takes every request.
  if (path === undefined && host !== undefined) return byHost;
  return [...byHost, { pathPattern: { values: [path ?? "/*"] } }];
}

/** The load balancer may connect to the tasks' port, and nobody else may. */
function openWay(
  name: string,
  args: ServiceLoadBalancerArgs,
  { securityGroupId, target, parent }: TrafficContext,
): pulumi.Resource[] {
  const balancerGroupId = field(args.ref, "securityGroupId");
  const port = target.apply(({ containerPort }) => containerPort);
  const way = { ipProtocol: "tcp", fromPort: port, toPort: port };
  return [
    new SecurityGroupIngressRule(
      name,
      {
        ...way,
        securityGroupId,
        referencedSecurityGroupId: balancerGroupId,
        description: `Load balancer to ${name}`,
      },
      { parent },
    ),
    new SecurityGroupEgressRule(
      name,
      {
        ...way,
        securityGroupId: balancerGroupId,
        referencedSecurityGroupId: securityGroupId,
        description: `Load balancer to ${name}`,
      },
      { parent },
    ),
  ];
}
