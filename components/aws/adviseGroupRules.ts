import * as pulumi from "@pulumi/pulumi";

import type { GroupRule } from "../rules/groupRuleCount.js";
import { groupRuleAdvice, unknownListNote } from "../rules/groupRuleCount.js";
import { prefixListRule } from "./prefixListRule.js";

/** Whom the rules of a security group let in or out. */
export interface GroupPeers {
  ipv4: number;
  ipv6: number;
  securityGroups: number;
  prefixListIds: readonly pulumi.Input<string>[];
}

/**
 * Says when a security group gets more rules than an account has without asking AWS for more, at the latest when what the
 * program says of its prefix lists is known.
 *
 * @param owner How the message names who has the rules.
 */
export function adviseGroupRules(
  owner: string,
  { ipv4, ipv6, securityGroups, prefixListIds }: GroupPeers,
  ports: number,
  resource: pulumi.Resource,
): void {
  const plain: GroupRule[] = [
    { family: "IPv4", entries: ipv4 },
    { family: "IPv6", entries: ipv6 },
    { entries: securityGroups },
  ];
  pulumi.all(prefixListIds.map((id) => prefixListRule(id, resource))).apply((lists) => {
    const rules = [...plain, ...lists];
    const advice = groupRuleAdvice(owner, rules, ports);
    if (advice !== undefined) void pulumi.log.warn(advice, resource);
    // Nothing may be wrong: it is no warning.
    const note = advice === undefined ? unknownListNote(owner, rules, ports) : undefined;
    if (note !== undefined) void pulumi.log.info(note, resource);
  });
}
