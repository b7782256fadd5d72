import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import { givenValue } from "../../argument/givenOutput.js";
import type { RuleClaim } from "../rules/traffic/ruleClash.js";
import { ruleClashProblem } from "../rules/traffic/ruleClash.js";
import { targetGroupQuotaProblem } from "../rules/traffic/listenerQuota.js";
import type { LoadBalancerRef } from "../../loadBalancer/loadBalancerRef.js";
import type { Problem } from "../../rules/problem.js";
import { perRun } from "../../program/programRun.js";
import { isPlain, rawField } from "../../argument/refField.js";

/** The claims on each listener, which is a reference as it was given or an ARN. */
const programRules = perRun(() => new Map<unknown, RuleClaim[]>());

/**
 * Sees that a rule can stand beside the others of this program on its listener: at once where two services were given
 * the same reference, and as soon as the listener's ARN is known where each read it for itself.
 *
 * @param at Path of the rule below the component's arguments.
 * @returns The listener's ARN, for the rule that needs it: a clash then stops that rule.
 * @throws {ArgumentError} if the rule clashes with another.
 */
export function claimRule(
  checks: Checks,
  ref: pulumi.Input<Pick<LoadBalancerRef, "listenerArn">>,
  claim: RuleClaim,
  at: string,
): pulumi.Output<string> {
  const rules = programRules();
  const others = (listener: unknown): RuleClaim[] =>
    (rules.get(listener) ?? []).filter((other) => other !== claim);
  const problem = (listener: unknown): Problem | undefined => {
    const besides = others(listener);
    return ruleClashProblem(claim, besides, at) ?? targetGroupQuotaProblem([...besides, claim], at);
  };
  const settle = (listener: unknown): void => {
    rules.set(listener, [...others(listener), claim]);
  };
  const listenerArn = rawField(ref, "listenerArn");
  // Reading a field of an output gives a new output each time: what two services share is then the reference itself.
  const shared = isPlain(ref) ? listenerArn : givenValue(ref);
  checks.fail(problem(shared));
  settle(shared);
  return checks.decide(pulumi.output<pulumi.Input<string>>(listenerArn), problem, (arn) => {
    settle(arn);
    return arn;
  });
}

/** The claims of this program, as they are when it is asked. Call it in a component's constructor. */
export function programClaims() {
  const rules = programRules();
  return {
    /** All of them. */
    all: (): RuleClaim[] => [...new Set([...rules.values()].flat())],
    /** Those on a listener. */
    on: (listenerArn: string): readonly RuleClaim[] => rules.get(listenerArn) ?? [],
  };
}
