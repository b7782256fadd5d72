import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

import type { RulePorts } from "../../launch/rules/reachedPorts.js";
import type { TaskSecurityGroups } from "../../launch/taskSecurityGroups.js";
import { reachedPortsOf } from "../../launch/taskSecurityGroups.js";
import type { RoutedTraffic } from "./trafficContext.js";

/**
 * The load balancer may connect to the tasks' port and to the port of their health check, and nobody else may. Nothing
 * where an earlier target has opened them.
 */
export function taskIngress(decided: RoutedTraffic): pulumi.Resource[] {
  const { name, target, healthPort, balancer, securityGroups, isOpen, parent } = decided;
  if (isOpen) return [];
  const between = { securityGroups, balancerGroupId: balancer.securityGroupId, parent };
  return [
    ...openIngress(name, reachedPortsOf(name, securityGroups, target), {
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
  { fromPort, toPort }: pulumi.Output<RulePorts>,
  between: {
    securityGroups: TaskSecurityGroups;
    balancerGroupId: pulumi.Output<string>;
    description: string;
    ipProtocol?: string;
    parent: pulumi.Resource;
  },
): pulumi.Resource[] {
  const { securityGroups, balancerGroupId, description, parent } = between;
  const { ipProtocol = "tcp" } = between;
  const opened = { ipProtocol, fromPort, toPort, description };
  return securityGroups.groups.flatMap(({ suffix, securityGroupId }) => [
    new SecurityGroupIngressRule(
      `${name}${suffix}`,
      { ...opened, securityGroupId, referencedSecurityGroupId: balancerGroupId },
      { parent },
    ),
    new SecurityGroupEgressRule(
      `${name}${suffix}`,
      {
        ...opened,
        securityGroupId: balancerGroupId,
        referencedSecurityGroupId: securityGroupId,
      },
      { parent },
    ),
  ]);
}
