import { SecurityGroup } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import { field } from "../argument/refField.js";
import { networkEgress } from "../network/networkEgress.js";
import type { DecidedLaunch } from "./decideLaunch.js";
import type { MappedPort, RulePorts } from "./rules/reachedPorts.js";
import { reachedPorts } from "./rules/reachedPorts.js";

/** A security group of tasks, which rules are made for. */
interface TaskSecurityGroup {
  /** What follows the names of its rules. */
  suffix: string;
  securityGroupId: pulumi.Output<string>;
}

/** Whose rules let somebody reach tasks, and where these are reached. */
export interface TaskSecurityGroups {
  networkMode: string;
  groups: TaskSecurityGroup[];
  /** The one that peers name in their own rules. */
  securityGroupId: pulumi.Output<string>;
  /** Those of all instances whose network the tasks share; nothing where each has a network interface of its own. */
  instanceSecurityGroupIds?: pulumi.Output<string[]>;
}

/** The security groups of tasks: one of their own, which is made, or those of the instances. */
export function taskSecurityGroups(
  name: string,
  { taskNetwork: { mode, instances }, network }: DecidedLaunch,
  parent: pulumi.Resource,
): TaskSecurityGroups {
  if (!instances) {
    const { id } = ownSecurityGroup(name, network, parent);
    return {
      networkMode: mode,
      groups: [{ suffix: "", securityGroupId: id }],
      securityGroupId: id,
    };
  }
  const { groups = [], securityGroupIds } = instances;
  return {
    networkMode: mode,
    groups: groups.map(({ key, securityGroupId }) => ({ suffix: `-on-${key}`, securityGroupId })),
    securityGroupId: securityGroupIds.apply(([first = ""]) => first),
    instanceSecurityGroupIds: securityGroupIds,
  };
}

/** Tasks reach the VPC and what the network lets out; who reaches them is for other rules to say. */
function ownSecurityGroup(
  name: string,
  network: DecidedLaunch["network"],
  parent: pulumi.Resource,
): SecurityGroup {
  return new SecurityGroup(
    name,
    {
      vpcId: field(network, "vpcId"),
      description: `Tasks of ${name}`,
      egress: networkEgress(network),
    },
    { parent },
  );
}

/** The ports at which a task's port is reached, for the rules of one owner. */
export function reachedPortsOf(
  owner: string,
  { networkMode }: TaskSecurityGroups,
  port: pulumi.Input<MappedPort>,
): pulumi.Output<RulePorts> {
  const whose = [owner, pulumi.getStack(), pulumi.getProject()];
  return pulumi.output(port).apply((known) => reachedPorts(networkMode, known, whose));
}
