import type { RuleClaim } from "./ruleClash.js";
import { rulesOf, takenProblem } from "./ruleClash.js";
import type { Problem } from "../../../rules/problem.js";

/** A rule that a listener has. */
export interface LiveRule {
  arn: string;
  priority: number;
  conditions: readonly LiveCondition[];
  /** Kinds of its actions, such as `forward`. */
  actions: readonly string[];
  targetGroupArns: readonly string[];
}

/** A condition of a live rule, which any one of the values meets. */
export interface LiveCondition {
  /** AWS's name for it, such as `path-pattern`. */
  field: string;
  values: readonly string[];
}

/** What conditions are about, in the words of a service's arguments. */
const SUBJECTS: Record<string, string> = {
  "path-pattern": "path",
  "host-header": "host",
  "http-header": "header",
  "query-string": "query",
  "http-request-method": "method",
  "source-ip": "source",
};

/** The live rules at the priorities of a claim. */
export function holdersOf(claim: RuleClaim, live: readonly LiveRule[]): LiveRule[] {
  const wanted = rulesOf(claim);
  return live.filter(({ priority }) => wanted.includes(priority));
}

/**
 * Why a claim cannot stand beside a live rule that has one of its priorities.
 *
 * @param holder That rule.
 * @param tags The rule's tags.
 * @param taken Priorities that are not free, beside those of `live`.
 * @param at Path of the rule below the component's arguments.
 */
export function liveRuleProblem(
  claim: RuleClaim,
  { holder, tags, live, taken }: LiveClash,
  at: string,
): Problem {
  const all = new Set([...taken, ...live.map(({ priority }) => priority)]);
  const by = `a live rule of another program (${ruleText(holder, tags)})`;
  return takenProblem(claim, { number: holder.priority, by, taken: all }, at);
}

/** A live rule that stands where a claim's shall. */
export interface LiveClash {
  holder: LiveRule;
  tags: Record<string, string>;
  live: readonly LiveRule[];
  taken: readonly number[];
}

/** What a rule asks for and does, such as `path "/orders/*", to target group orders-dev-1a2b3c4d`. */
export function ruleText(
  { conditions, actions, targetGroupArns }: LiveRule,
  tags: Record<string, string> = {},
): string {
  const asks = conditions.map(
    ({ field, values }) =>
      `${SUBJECTS[field] ?? field} ${values.map((value) => JSON.stringify(value)).join(" or ")}`,
  );
  const groups = targetGroupArns.map(targetGroupNameOf);
  const does =
    groups.length > 0
      ? `to target group ${groups.join(" or ")}`
      : `which does ${actions.join(" and ")}`;
  const tagged = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return [...asks, does, ...(tagged.length > 0 ? [`tags ${tagged.join(" ")}`] : [])].join(", ");
}

/** The name in a target group's ARN. */
function targetGroupNameOf(arn: string): string {
  return arn.split("/")[1] ?? arn;
}
