import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { groupCountProblem } from "../rules/groupCount.js";
import type { LaunchArgs } from "./launchArgs.js";
import type { EgressRule } from "./rules/egressProblem.js";
import {
  egressKey,
  egressProblem,
  egressRangeProblem,
  reachedFields,
} from "./rules/egressProblem.js";
import type { TaskEgressArgs } from "./taskEgressArgs.js";

/** A destination, with what its rule is named by. */
interface DecidedEgress {
  key: string;
  args: TaskEgressArgs;
}

/** Security groups of tasks, as their arguments come to it. */
export interface DecidedTaskGroups {
  /** The program's own; nothing where one is made. */
  own: pulumi.Output<string>[] | undefined;
  /** Destinations beside what the network lets out; nothing where the argument is not given. */
  egress: DecidedEgress[] | undefined;
}

/**
 * Decides on the security groups of tasks and on what these reach, before anything is registered.
 *
 * @throws {ArgumentError} if a network interface cannot have as many groups, or a destination could not be reached.
 */
export function decideTaskGroups(
  checks: Checks,
  { securityGroupIds, egress }: Pick<LaunchArgs, "securityGroupIds" | "egress">,
): DecidedTaskGroups {
  checks.fail(groupCountProblem(securityGroupIds));
  const rules = egress?.map(ruleOf) ?? [];
  checks.fail(egressProblem(rules));
  const decided = egress?.map((args, i) => ({
    key: egressKey(ruleOf(args), rules),
    args: checkedRange(checks, args, i),
  }));
  return { own: securityGroupIds?.map((id) => pulumi.output(id)), egress: decided };
}

function ruleOf(args: TaskEgressArgs): EgressRule {
  const { destination, port, toPort, protocol } = args;
  return { destination, port, toPort, protocol, reached: reachedFields(args) };
}

function checkedRange(checks: Checks, args: TaskEgressArgs, i: number): TaskEgressArgs {
  const { cidrBlock, ipv6CidrBlock } = args;
  if (cidrBlock === undefined && ipv6CidrBlock === undefined) return args;
  const ranges = checks.known({ cidrBlock, ipv6CidrBlock }, (known) =>
    egressRangeProblem(`egress[${i}]`, known),
  );
  return cidrBlock === undefined
    ? { ...args, ipv6CidrBlock: ranges.apply((known) => known.ipv6CidrBlock ?? "") }
    : { ...args, cidrBlock: ranges.apply((known) => known.cidrBlock ?? "") };
}
