import { createHash } from "node:crypto";

import type { Problem } from "../../../rules/problem.js";
import type { RuleMatch } from "./ruleMatch.js";
import { hasFurtherConditions, hostsOf, matchProblem, pathsOf } from "./ruleMatch.js";

/** Priorities that a class of rules shares; smaller wins. */
const BAND_SIZE = 10_000;

/** The first priorities of a class, for rules with more conditions than the class has: they come before the others. */
const FURTHER_SIZE = 500;

/** Largest priority that a listener takes. */
export const MOST_PRIORITY = 50_000;

/**
 * The priority of a listener rule: rules for a host and a path come before rules for a host, these before rules for a
 * path, and the rule for everything is last. Among its class, a rule that asks for headers, query strings, methods or
 * sources too has one of the first 500 priorities. Else a service's own name decides, so that services do not take each
 * other's and nobody has to keep a list.
 *
 * @param owner What tells this service from the others on the listener.
 * @returns A number from 1 to 40000; a listener takes up to 50000.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
 */
export function rulePriority(match: RuleMatch, owner: readonly string[]): number {
  const digest = createHash("sha256")
    .update(JSON.stringify([identityOf(match), owner]))
    .digest();
  const size = hasFurtherConditions(match) ? FURTHER_SIZE : BAND_SIZE;
  return band(match) * BAND_SIZE + 1 + (digest.readUInt32BE(0) % size);
}

/** The conditions that there are. A rule for one path and one host is deployed with the priority of just these two. */
function identityOf(match: RuleMatch): RuleMatch {
  const { path, host, ...lists } = match;
  const further = Object.entries(lists)
    .filter(([, list]) => list !== undefined && list.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { path, host, ...Object.fromEntries(further) };
}

function band(match: RuleMatch): number {
  const paths = pathsOf(match);
  const isEveryPath = paths.length === 0 || paths.includes("/*");
  const isEveryHost = hostsOf(match).length === 0;
  if (isEveryPath) return isEveryHost ? 3 : 1;
  return isEveryHost ? 2 : 0;
}

/**
 * Why a listener would refuse a rule; nothing when it would not.
 *
 * @param at Path of the rule below the component's arguments.
 */
export function ruleProblem(
  { priority, ...match }: RuleMatch & { priority?: number | undefined },
  at = "loadBalancer",
): Problem | undefined {
  const problem = matchProblem(match, at);
  if (problem) return problem;
  if (priority === undefined) return undefined;
  if (Number.isInteger(priority) && priority >= 1 && priority <= MOST_PRIORITY) return undefined;
  const path = `${at}.priority`;
  const reason = `'${path}' must be a whole number from 1 to ${MOST_PRIORITY}, got ${priority}; leave it out to have one chosen`;
  return { path, reason };
}

/** The path that a service answers on, of a path pattern: `/orders/*` gives `/orders/`. */
export function pathPrefix(path: string | undefined): string {
  return (path ?? "/").replace(/[*?].*$/, "");
}
