import { matchesGlob } from "../../../rules/glob.js";
import type { Problem } from "../../../rules/problem.js";
import { MOST_PRIORITY } from "./listenerRule.js";
import type { RuleMatch } from "./ruleMatch.js";
import { hostsOf, pathsOf } from "./ruleMatch.js";

/** A service's rules on a listener. */
export interface RuleClaim {
  /** Name of the service. */
  service: string;
  /** Name of the children that are this target of the service. */
  target: string;
  /** What tells the physical names of these from those of other services of its name. */
  place: readonly string[];
  match: RuleMatch;
  /** Target groups that its requests go to. */
  targetGroups: number;
  /** The priority that the arguments speak of. */
  priority: number;
  /** Whether the program chose the priority. */
  isExplicit: boolean;
  /**
   * Priorities of the rules, were `priority` another; none where the listener has no room for them. A strategy that moves
   * requests has several, just before `priority` and far behind.
   */
  rulesAt: (priority: number) => readonly number[];
}

/** The priorities of a claim's rules. */
export function rulesOf({ priority, rulesAt }: RuleClaim): readonly number[] {
  return rulesAt(priority);
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
  const taken = new Set(others.flatMap(rulesOf));
  for (const number of rulesOf(claim)) {
    const holder = others.find((other) => rulesOf(other).includes(number));
    if (!holder) continue;
    return takenProblem(
      claim,
      { number, by: `the rule of Service "${holder.service}"`, taken },
      at,
    );
  }
  // Who sets a priority may have two rules for the same requests, as while one service takes over from another.
  if (claim.isExplicit) return undefined;
  const path = `${at}.priority`;
  for (const other of others.filter(({ isExplicit }) => !isExplicit)) {
    // Of two rules for the same requests one gets none, whatever their priorities.
    if (coversMatch(other.match, claim.match) && coversMatch(claim.match, other.match)) {
      const reason = `'${at}' must ask for requests of its own, got ${matchText(claim.match)}, which Service "${other.service}" has on this listener; another 'path' or 'host' works, and a 'priority' for both where one takes over from the other`;
      return { path: at, reason };
    }
    if (other.priority < claim.priority && coversMatch(other.match, claim.match)) {
      const reason = `'${path}' must be smaller than ${other.priority}, got ${claim.priority}: the rule of Service "${other.service}" would take every request of this one; ${priorityBefore(other.priority, claim, taken)}`;
      return { path, reason };
    }
    if (claim.priority < other.priority && coversMatch(claim.match, other.match)) {
      const free = freePriority(claim, taken, other.priority + 1) ?? MOST_PRIORITY;
      const reason = `'${path}' must be larger than ${other.priority}, got ${claim.priority}: this rule would take every request of Service "${other.service}"; ${free} works`;
      return { path, reason };
    }
  }
  return undefined;
}

/**
 * A priority of a claim that somebody else has.
 *
 * @param taken.number The priority.
 * @param taken.by Who has it.
 * @param taken.taken All priorities of the listener that are not free.
 * @param at Path of the rule below the component's arguments.
 */
export function takenProblem(
  claim: RuleClaim,
  { number, by, taken }: { number: number; by: string; taken: ReadonlySet<number> },
  at: string,
): Problem {
  const { priority } = claim;
  const path = `${at}.priority`;
  const free = freePriority(claim, taken, priority + 1) ?? freePriority(claim, taken, 1);
  const works = free === undefined ? "no other is free" : `${free} works`;
  const got = number === priority ? `${number}` : `${priority}, whose rules need ${number}`;
  const reason = `'${path}' must be its own on the listener, got ${got}, which ${by} has; ${works}`;
  return { path, reason };
}

function freePriority(
  claim: RuleClaim,
  taken: ReadonlySet<number>,
  from: number,
): number | undefined {
  for (let priority = from; priority <= MOST_PRIORITY; priority++) {
    if (isFree(claim, taken, priority)) return priority;
  }
  return undefined;
}

function priorityBefore(limit: number, claim: RuleClaim, taken: ReadonlySet<number>): string {
  for (let priority = limit - 1; priority >= 1; priority--) {
    if (isFree(claim, taken, priority)) return `${priority} works`;
  }
  return "a 'priority' for the other rule works";
}

function isFree({ rulesAt }: RuleClaim, taken: ReadonlySet<number>, priority: number): boolean {
  const numbers = rulesAt(priority);
  return numbers.length > 0 && !numbers.some((number) => taken.has(number));
}

/** What a match asks for, in a few words. */
function matchText(match: RuleMatch): string {
  const paths = pathsOf(match);
  const hosts = hostsOf(match).map((host) => `host "${host}"`);
  const named = [...(paths.length > 0 ? paths : ["/*"]).map((path) => `path "${path}"`), ...hosts];
  return named.join(" and ");
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
  const patterns = wide.length > 0 ? wide : [everything];
  // Patterns are matched as if their wildcards were text: `?` stands for no `*`.
  return (narrow.length > 0 ? narrow : [everything]).every((text) =>
    patterns.some((pattern) => matchesGlob(pattern, text, { ignoreCase, exceptOne: "*" })),
  );
}

function coversList(wide: readonly string[] = [], narrow: readonly string[] = []): boolean {
  return wide.length === 0 || (narrow.length > 0 && holdsAll(wide, narrow));
}

function holdsAll(wide: readonly string[], narrow: readonly string[]): boolean {
  return narrow.every((value) => wide.includes(value));
}
