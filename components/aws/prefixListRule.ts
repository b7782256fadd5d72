import { getManagedPrefixList, ManagedPrefixList, VpcEndpoint } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import { awsListRule, knownListRule } from "../rules/awsPrefixList.js";
import type { GroupRule } from "../rules/groupRuleCount.js";
import { SECRET_TEXT } from "../rules/secretMask.js";

/** Gateway endpoints are of S3 and DynamoDB, whose lists have the same weight. */
const OF_GATEWAY: GroupRule = { entries: 1, family: "IPv4" };

/** What is said of a managed prefix list. */
interface ListFacts {
  name?: string | undefined;
  maxEntries?: number | undefined;
  addressFamily?: string | undefined;
}

/**
 * What a managed prefix list counts as in a security group, before it exists: what the program says of a list of its own, and
 * what AWS says of any other. Where AWS says nothing, since not everybody may ask, it counts as one rule, so that nobody is
 * warned for nothing, and by its id it can be named as unknown.
 *
 * @param resource Whose provider AWS is asked with.
 */
export function prefixListRule(
  id: pulumi.Input<string>,
  resource: pulumi.Resource,
): pulumi.Output<GroupRule> {
  const makers = makersOf(id);
  const list = makers.find((maker) => ManagedPrefixList.isInstance(maker));
  if (list !== undefined) {
    return pulumi
      .all([list.name, list.maxEntries, list.addressFamily, list.id])
      .apply(
        ([name, maxEntries, addressFamily, known]): GroupRule =>
          ruleOf({ name, maxEntries, addressFamily }) ?? { entries: 1, unknownListId: known },
      );
  }
  if (makers.some((maker) => VpcEndpoint.isInstance(maker))) return pulumi.output(OF_GATEWAY);
  const output = pulumi.output(id);
  return pulumi
    .all([output, pulumi.isSecret(output)])
    .apply(async ([known, isSecret]): Promise<GroupRule> => {
      const rule = knownListRule(known) ?? ruleOf(await lookedUp(known, resource));
      return rule ?? { entries: 1, unknownListId: isSecret ? SECRET_TEXT : known };
    });
}

/** The rule of a list of which enough is said. What AWS says of its own lists has no most entries, or 0 of them. */
function ruleOf({ name, maxEntries, addressFamily }: ListFacts): GroupRule | undefined {
  const ofAws = name === undefined ? undefined : awsListRule(name);
  if (ofAws) return ofAws;
  if (typeof maxEntries !== "number" || maxEntries <= 0) return undefined;
  const isOne = addressFamily === "IPv4" || addressFamily === "IPv6";
  return isOne ? { entries: maxEntries, family: addressFamily } : { entries: maxEntries };
}

/** What AWS says of a list; nothing where it does not answer, or not to everybody. */
async function lookedUp(id: string, parent: pulumi.Resource): Promise<ListFacts> {
  try {
    return await getManagedPrefixList({ id }, { parent });
  } catch {
    return {};
  }
}

/** The resources that an output comes from. Pulumi keeps them out of its published types. */
function makersOf(value: pulumi.Input<string>): pulumi.Resource[] {
  if (!pulumi.Output.isInstance(value)) return [];
  const { resources } = value as unknown as { resources?: () => ReadonlySet<pulumi.Resource> };
  return [...(resources?.call(value) ?? [])];
}
