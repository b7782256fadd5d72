import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerTarget } from "./ecs/loadBalancerTarget.js";
import { field } from "./reference.js";
import type { ServiceLoadBalancerArgs } from "./serviceLoadBalancerArgs.js";

interface WayContext {
  /** Security group of the service's tasks. */
  securityGroupId: pulumi.Output<string>;
  target: pulumi.Output<LoadBalancerTarget>;
  parent: pulumi.Resource;
}

/** The load balancer may connect to the tasks' port and to the port of their health check, and nobody else may. */
export function serviceWay(
  name: string,
  args: ServiceLoadBalancerArgs,
  { securityGroupId, target, parent }: WayContext,
): pulumi.Resource[] {
  const balancerGroupId = field(args.ref, "securityGroupId");
  const between = { securityGroupId, balancerGroupId, parent };
  const port = target.apply(({ containerPort }) => containerPort);
  const healthPort = args.healthCheck?.port;
  return [
    ...openWay(name, port, { ...between, description: `Load balancer to ${name}` }),
    ...(healthPort === undefined
      ? []
      : openWay(`${name}-health`, healthPort, {
          ...between,
          description: `Health checks to ${name}`,
        })),
  ];
}

/** Lets a load balancer connect to a port of the tasks: both security groups say so. */
export function openWay(
  name: string,
  port: pulumi.Input<number>,
  between: {
    securityGroupId: pulumi.Output<string>;
    balancerGroupId: pulumi.Output<string>;
    description: string;
    ipProtocol?: string;
    parent: pulumi.Resource;
  },
): pulumi.Resource[] {
  const { securityGroupId, balancerGroupId, description, parent } = between;
  const { ipProtocol = "tcp" } = between;
  const way = { ipProtocol, fromPort: port, toPort: port, description };
  return [
    new SecurityGroupIngressRule(
      name,
      { ...way, securityGroupId, referencedSecurityGroupId: balancerGroupId },
      { parent },
    ),
    new SecurityGroupEgressRule(
      name,
      {
        ...way,
        securityGroupId: balancerGroupId,
        referencedSecurityGroupId: securityGroupId,
      },
      { parent },
    ),
  ];
}
