import { ManagedPrefixList } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import type { GroupRule } from "../rules/groupRuleCount.js";

/** A list of which nothing is known counts as one rule, so that nobody is warned for nothing. */
const UNKNOWN: GroupRule = { entries: 1 };

/**
 * What a managed prefix list counts as in a security group, before it exists: what the program says of a list of its own. A
 * list of AWS or of another program is not looked up, which not everybody may.
 */
export function prefixListRule(id: pulumi.Input<string>): pulumi.Output<GroupRule> {
  const list = makersOf(id).find((resource) => ManagedPrefixList.isInstance(resource));
  if (list === undefined) return pulumi.output(UNKNOWN);
  return pulumi.all([list.maxEntries, list.addressFamily]).apply(([entries, family]): GroupRule => {
    return family === "IPv4" || family === "IPv6" ? { entries, family } : { entries };
  });
}

/** The resources that an output comes from. Pulumi keeps them out of its published types. */
function makersOf(value: pulumi.Input<string>): pulumi.Resource[] {
  if (!pulumi.Output.isInstance(value)) return [];
  const { resources } = value as unknown as { resources?: () => ReadonlySet<pulumi.Resource> };
  return [...(resources?.call(value) ?? [])];
}
