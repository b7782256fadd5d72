import { SecurityGroup } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import { field } from "../argument/refField.js";
import { networkEgress } from "../network/networkEgress.js";
import type { DecidedLaunch } from "./decideLaunch.js";
import { egressRules } from "./egressRules.js";
import type { MappedPort, RulePorts } from "./rules/reachedPorts.js";
import { reachedPorts } from "./rules/reachedPorts.js";
import { ownerParts } from "../argument/ownerParts.js";

/** A security group of tasks, which rules are made for. */
interface TaskSecurityGroup {
  /** What follows the names of its rules. */
  suffix: string;
  securityGroupId: pulumi.Output<string>;
}

/** Whose rules let somebody reach tasks, and where these are reached. */
export interface TaskSecurityGroups {
  networkMode: string;
  /** What tells names of the tasks' owner from those of others of its name. */
  place: string[];
  groups: TaskSecurityGroup[];
  /** The one that peers name in their own rules. */
  securityGroupId: pulumi.Output<string>;
  /** All that the network interface of each task has; none where it has none of its own. */
  attachedIds: pulumi.Output<string>[];
  /** What must stand before tasks start, and go after them. */
  rules: pulumi.Resource[];
  /** Those of all instances whose network the tasks share; nothing where each has a network interface of its own. */
  instanceSecurityGroupIds?: pulumi.Output<string[]>;
}

/** The security groups of tasks: one of their own, which is made, those that are given, or those of the instances. */
export function taskSecurityGroups(
  name: string,
  { taskNetwork: { mode, instances }, network, groups: decided }: DecidedLaunch,
  parent: pulumi.Resource,
): TaskSecurityGroups {
  if (!instances) {
    const attachedIds = decided.own ?? madeGroups(name, { network, parent }, decided);
    // The first has the rules of those who reach the tasks, and of what these reach.
    const [securityGroupId = pulumi.output("")] = attachedIds;
    return {
      networkMode: mode,
      place: ownerParts(parent),
      groups: [{ suffix: "", securityGroupId }],
      securityGroupId,
      attachedIds,
      rules: egressRules(name, decided.egress, { securityGroupId, parent }),
    };
  }
  const { groups = [], securityGroupIds } = instances;
  return {
    networkMode: mode,
    place: ownerParts(parent),
    groups: groups.map(({ key, securityGroupId }) => ({ suffix: `-on-${key}`, securityGroupId })),
    attachedIds: [],
    rules: [],
    securityGroupId: securityGroupIds.apply(([first = ""]) => first),
    instanceSecurityGroupIds: securityGroupIds,
  };
}

/**
 * Tasks reach the VPC and what the network lets out; who reaches them is for other rules to say. With destinations of their
 * own the network's rules stand in a second group: in the first they would be all that it may have. A group that had them
 * keeps them, since the AWS provider leaves alone what a program no longer mentions.
 */
function madeGroups(
  name: string,
  { network, parent }: { network: DecidedLaunch["network"]; parent: pulumi.Resource },
  { egress }: DecidedLaunch["groups"],
): pulumi.Output<string>[] {
  const vpcId = field(network, "vpcId");
  const description = `Tasks of ${name}`;
  const byNetwork = { egress: networkEgress(network) };
  const first = new SecurityGroup(
    name,
    { vpcId, description, ...(!egress && byNetwork) },
    { parent },
  );
  if (!egress) return [first.id];
  const second = new SecurityGroup(
    `${name}-network-egress`,
    { vpcId, description: `What the network lets ${name} reach`, ...byNetwork },
    { parent },
  );
  return [first.id, second.id];
}

/** The ports at which a task's port is reached, for the rules of one owner. */
export function reachedPortsOf(
  owner: string,
  { networkMode, place }: TaskSecurityGroups,
  port: pulumi.Input<MappedPort>,
): pulumi.Output<RulePorts> {
  const whose = [owner, ...place];
  return pulumi.output(port).apply((known) => reachedPorts(networkMode, known, whose));
}
