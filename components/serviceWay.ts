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

/** The load balancer may connect to the tasks' port, and nobody else may. */
export function serviceWay(
  name: string,
  args: ServiceLoadBalancerArgs,
  { securityGroupId, target, parent }: WayContext,
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
