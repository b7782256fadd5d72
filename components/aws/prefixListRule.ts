import { ManagedPrefixList, VpcEndpoint } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import { awsListRule, knownListRule } from "../rules/awsPrefixList.js";
import type { GroupRule } from "../rules/groupRuleCount.js";
import { SECRET_TEXT } from "../rules/secretMask.js";

/** Gateway endpoints are of S3 and DynamoDB, whose lists have the same weight. */
const OF_GATEWAY: GroupRule = { entries: 1, family: "IPv4" };

/**
 * What a managed prefix list counts as in a security group, before it exists: what the program says of a list of its own, and
 * what AWS says of a list of AWS. A list of another program is not looked up, which not everybody may: it counts as one
 * rule, so that nobody is warned for nothing, and by its id it can be named as unknown.
 */
export function prefixListRule(id: pulumi.Input<string>): pulumi.Output<GroupRule> {
  const makers = makersOf(id);
  const list = makers.find((resource) => ManagedPrefixList.isInstance(resource));
  if (list !== undefined) {
    return pulumi
      .all([list.maxEntries, list.addressFamily, list.name])
      .apply(([entries, family, name]): GroupRule => {
        const ofAws = awsListRule(name);
        if (ofAws) return ofAws;
        return family === "IPv4" || family === "IPv6" ? { entries, family } : { entries };
      });
  }
  if (makers.some((resource) => VpcEndpoint.isInstance(resource))) return pulumi.output(OF_GATEWAY);
  const output = pulumi.output(id);
  return pulumi.all([output, pulumi.isSecret(output)]).apply(([known, isSecret]): GroupRule => {
    return knownListRule(known) ?? { entries: 1, unknownListId: isSecret ? SECRET_TEXT : known };
  });
}

/** The resources that an output comes from. Pulumi keeps them out of its published types. */
function makersOf(value: pulumi.Input<string>): pulumi.Resource[] {
  if (!pulumi.Output.isInstance(value)) return [];
  const { resources } = value as unknown as { resources?: () => ReadonlySet<pulumi.Resource> };
  return [...(resources?.call(value) ?? [])];
}
