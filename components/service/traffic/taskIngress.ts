import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

import type { ContainerTarget } from "../rules/containerTarget.js";
import type { RulePorts } from "../../launch/rules/reachedPorts.js";
import { field } from "../../argument/refField.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import type { TaskSecurityGroups } from "../../launch/decideTaskNetwork.js";
import { reachedPortsOf } from "../../launch/decideTaskNetwork.js";

interface WayContext {
  /** How the service's tasks are reached. */
  doors: TaskSecurityGroups;
  target: pulumi.Output<ContainerTarget>;
  parent: pulumi.Resource;
}

/** The load balancer may connect to the tasks' port and to the port of their health check, and nobody else may. */
export function taskIngress(
  name: string,
  args: ServiceLoadBalancerArgs,
  { doors, target, parent }: WayContext,
): pulumi.Resource[] {
  const balancerGroupId = field(args.ref, "securityGroupId");
  const between = { doors, balancerGroupId, parent };
  const healthPort = args.healthCheck?.port;
  return [
    ...openIngress(name, reachedPortsOf(name, doors, target), {
      ...between,
      description: `Load balancer to ${name}`,
    }),
    ...(healthPort === undefined
      ? []
      : openIngress(`${name}-health`, onePort(healthPort), {
          ...between,
          description: `Health checks to ${name}`,
        })),
  ];
}

/** A single port as a range. */
export function onePort(port: pulumi.Input<number>): pulumi.Output<RulePorts> {
  return pulumi.output(port).apply((known) => ({ fromPort: known, toPort: known }));
}

/** Lets a load balancer connect to ports of the tasks: the security groups on both sides say so. */
export function openIngress(
  name: string,
  ports: pulumi.Output<RulePorts>,
  between: {
    doors: TaskSecurityGroups;
    balancerGroupId: pulumi.Output<string>;
    description: string;
    ipProtocol?: string;
    parent: pulumi.Resource;
  },
): pulumi.Resource[] {
  const { doors, balancerGroupId, description, parent } = between;
  const { ipProtocol = "tcp" } = between;
  const { fromPort, toPort } = ports;
  const way = { ipProtocol, fromPort, toPort, description };
  return doors.doors.flatMap(({ suffix, securityGroupId }) => [
    new SecurityGroupIngressRule(
      `${name}${suffix}`,
      { ...way, securityGroupId, referencedSecurityGroupId: balancerGroupId },
      { parent },
    ),
    new SecurityGroupEgressRule(
      `${name}${suffix}`,
      {
        ...way,
        securityGroupId: balancerGroupId,
        referencedSecurityGroupId: securityGroupId,
      },
      { parent },
    ),
  ]);
}
