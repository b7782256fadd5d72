import { SecurityGroupEgressRule } from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import { adviseGroupRules } from "../aws/adviseGroupRules.js";
import type { DecidedTaskGroups } from "./decideTaskGroups.js";
import type { TaskEgressArgs } from "./taskEgressArgs.js";

/**
 * Lets tasks reach the destinations that are named, by a rule of its own each. Rules that stand in the group itself would be
 * all that it may have: the AWS provider takes every other one away.
 *
 * @see https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/
 */
export function egressRules(
  name: string,
  egress: DecidedTaskGroups["egress"] = [],
  { securityGroupId, parent }: { securityGroupId: pulumi.Output<string>; parent: pulumi.Resource },
): pulumi.Resource[] {
  const all = egress.map(({ args }) => args);
  const count = (field: keyof TaskEgressArgs) =>
    all.filter((args) => args[field] !== undefined).length;
  const peers = {
    ipv4: count("cidrBlock"),
    ipv6: count("ipv6CidrBlock"),
    securityGroups: count("securityGroupId"),
    prefixListIds: all.flatMap(({ prefixListId }) => prefixListId ?? []),
  };
  adviseGroupRules(`'egress' of ${name}`, peers, 1, parent);
  return egress.map(({ key, args }) => {
    const { destination, port, toPort = port, protocol = "tcp" } = args;
    const { securityGroupId: groupId, cidrBlock, ipv6CidrBlock, prefixListId } = args;
    return new SecurityGroupEgressRule(
      `${name}-to-${key}`,
      {
        securityGroupId,
        ipProtocol: protocol,
        ...(port !== undefined && { fromPort: port, toPort }),
        ...(groupId !== undefined && { referencedSecurityGroupId: groupId }),
        ...(cidrBlock !== undefined && { cidrIpv4: cidrBlock }),
        ...(ipv6CidrBlock !== undefined && { cidrIpv6: ipv6CidrBlock }),
        ...(prefixListId !== undefined && { prefixListId }),
        description: `${name} to ${destination}`,
      },
      { parent },
    );
  });
}
