import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerTarget } from "../rules/containerTarget.js";
import type { RulePorts } from "../../launch/rules/reachedPorts.js";
import { field } from "../../argument/refField.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import type { TaskDoors } from "../../launch/taskNetwork.js";
import { doorPorts } from "../../launch/taskNetwork.js";

interface WayContext {
  /** How the service's tasks are reached. */
  doors: TaskDoors;
  target: pulumi.Output<LoadBalancerTarget>;
  parent: pulumi.Resource;
}

/** The load balancer may connect to the tasks' port and to the port of their health check, and nobody else may. */
export function serviceWay(
  name: string,
  args: ServiceLoadBalancerArgs,
  { doors, target, parent }: WayContext,
): pulumi.Resource[] {
  const balancerGroupId = field(args.ref, "securityGroupId");
  const between = { doors, balancerGroupId, parent };
  const healthPort = args.healthCheck?.port;
  return [
    ...openWay(name, doorPorts(name, doors, target), {
      ...between,
      description: `Load balancer to ${name}`,
    }),
    ...(healthPort === undefined
      ? []
      : openWay(`${name}-health`, onePort(healthPort), {
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
export function openWay(
  name: string,
  ports: pulumi.Output<RulePorts>,
  between: {
    doors: TaskDoors;
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
