import type { Problem } from "../problem.js";
import { MOST_PRIORITY } from "./listenerRule.js";
import type { RuleMatch } from "./ruleMatch.js";
import { hostsOf, pathsOf } from "./ruleMatch.js";

/** A service's rule on a listener. */
export interface RuleClaim {
  /** Name of the service. */
  service: string;
  match: RuleMatch;
  priority: number;
  /** Whether the program chose the priority. */
  isExplicit: boolean;
}

/**
 * Why a rule cannot stand beside the others on its listener; nothing when it can: two have the same priority, or one
 * with a chosen priority would take all the requests of the other.
 *
 * @param at Path of the rule below the component's arguments.
 */
export function ruleClashProblem(
  claim: RuleClaim,
  others: readonly RuleClaim[],
  at: string,
): Problem | undefined {
  const taken = others.find(({ priority }) => priority === claim.priority);
  const path = `${at}.priority`;
  if (taken) {
    const free = freePriority(claim.priority + 1, others) ?? freePriority(1, others);
    const reason = `'${path}' must be its own on the listener, got ${claim.priority}, which the rule of Service "${taken.service}" has; ${free} works`;
    return { path, reason };
  }
  // Who sets a priority may have two rules for the same requests, as while one service takes over from another.
  if (claim.isExplicit) return undefined;
  for (const other of others.filter(({ isExplicit }) => !isExplicit)) {
    if (other.priority < claim.priority && coversMatch(other.match, claim.match)) {
      const reason = `'${path}' must be smaller than ${other.priority}, got ${claim.priority}: the rule of Service "${other.service}" would take every request of this one; ${priorityBefore(other.priority, others)}`;
      return { path, reason };
    }
    if (claim.priority < other.priority && coversMatch(claim.match, other.match)) {
      const free = freePriority(other.priority + 1, others) ?? MOST_PRIORITY;
      const reason = `'${path}' must be larger than ${other.priority}, got ${claim.priority}: this rule would take every request of Service "${other.service}"; ${free} works`;
      return { path, reason };
    }
  }
  return undefined;
}

function freePriority(from: number, others: readonly RuleClaim[]): number | undefined {
  const taken = new Set(others.map(({ priority }) => priority));
  for (let priority = from; priority <= MOST_PRIORITY; priority++) {
    if (!taken.has(priority)) return priority;
  }
  return undefined;
}

function priorityBefore(limit: number, others: readonly RuleClaim[]): string {
  const taken = new Set(others.map(({ priority }) => priority));
  for (let priority = limit - 1; priority >= 1; priority--) {
    if (!taken.has(priority)) return `${priority} works`;
  }
  return "a 'priority' for the other rule works";
}

/** Whether every request of one match meets the other too. Never true where it is not so. */
export function coversMatch(wide: RuleMatch, narrow: RuleMatch): boolean {
  const { httpHeaders = [], queryStrings = [], sourceCidrBlocks, httpMethods } = wide;
  return (
    coversPatterns(hostsOf(wide), hostsOf(narrow), "*", true) &&
    coversPatterns(pathsOf(wide), pathsOf(narrow), "/*", false) &&
    httpHeaders.every(({ name, values }) =>
      (narrow.httpHeaders ?? []).some(
        (header) =>
          header.name.toLowerCase() === name.toLowerCase() && holdsAll(values, header.values),
      ),
    ) &&
    queryStrings.every(({ key, values }) =>
      (narrow.queryStrings ?? []).some((q) => q.key === key && holdsAll(values, q.values)),
    ) &&
    coversList(sourceCidrBlocks, narrow.sourceCidrBlocks) &&
    coversList(httpMethods, narrow.httpMethods)
  );
}

function coversPatterns(
  wide: string[],
  narrow: string[],
  everything: string,
  ignoreCase: boolean,
): boolean {
  const patterns = (wide.length > 0 ? wide : [everything]).map((text) => pattern(text, ignoreCase));
  return (narrow.length > 0 ? narrow : [everything]).every((text) =>
    patterns.some((regExp) => regExp.test(text)),
  );
}

/** A pattern that matches texts, and other patterns as if their wildcards were text: `?` matches no `*`. */
function pattern(text: string, ignoreCase: boolean): RegExp {
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, "[^*]");
  return new RegExp(`^${source}$`, ignoreCase ? "i" : "");
}

function coversList(wide: readonly string[] = [], narrow: readonly string[] = []): boolean {
  return wide.length === 0 || (narrow.length > 0 && holdsAll(wide, narrow));
}

function holdsAll(wide: readonly string[], narrow: readonly string[]): boolean {
  return narrow.every((value) => wide.includes(value));
}
