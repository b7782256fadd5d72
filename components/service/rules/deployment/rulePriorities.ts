import type { Problem } from "../../../rules/problem.js";
import type { TrafficOwner } from "./deploymentStrategy.js";

/** A listener rule of a service: the one for its requests, by who writes its actions, or the one for test requests. */
export type RuleRole = TrafficOwner | "test";

/**
 * How far before the rule of a rolling service the others stand. A rule with actions of another owner is another rule,
 * and while a service moves from one owner to the next both exist: of any two, the one that has healthy targets all the
 * while must win. Test requests are told apart by a header, so that their rule comes before all.
 */
const BEFORE: Record<RuleRole, number> = {
  program: 0,
  ecs: 1,
  codeDeploy: 2,
  external: 3,
  test: 4,
};

/** The first of the numbers that nothing but the standing-in rules of services use; a listener takes up to 50000. */
const STANDBY = 40_001;

/**
 * The priority of one of a service's rules.
 *
 * @param base The priority that the service has as a rolling one.
 */
export function rolePriority(base: number, role: RuleRole): number {
  return base - BEFORE[role];
}

/**
 * The priority of the rule that ties new target groups to the load balancer before requests may reach them: behind all
 * others, and not that of another owner.
 */
export function standbyPriority(base: number, owner: "codeDeploy" | "external"): number {
  const pairs = Math.floor((50_000 - STANDBY) / 2);
  return STANDBY + 2 * (base % pairs) + (owner === "external" ? 1 : 0);
}

/**
 * Why there is no room for a service's rules before this priority; nothing when there is.
 *
 * @param at Path of the target's arguments.
 */
export function rulePriorityProblem(base: number, at = "loadBalancer"): Problem | undefined {
  const least = 1 + Math.max(...Object.values(BEFORE));
  if (base >= least && base < STANDBY) return undefined;
  const reason = `'${at}.priority' must be from ${least} to ${STANDBY - 1} for a strategy that moves requests, whose rules stand just before it, got ${base}; 100 works`;
  return { path: `${at}.priority`, reason };
}

/** Where the test requests of a service come in: by the listener of all others, told apart by a header, or by another. */
export type TestRoute = "header" | "listener";

/** Priorities of a service's rules, by listener. */
export interface RulePriorities {
  /** On the listener that its requests come by. */
  listener: number[];
  /** On the listener that test requests alone come by. */
  testListener: number[];
}

/**
 * The priorities of all rules of a service; none where there is no room for them.
 *
 * @param base The priority that the service has as a rolling one.
 * @param test Where its test requests come in, if it has any.
 */
export function rulePriorities(
  base: number,
  owner: TrafficOwner,
  test: TestRoute | undefined,
): RulePriorities {
  if (owner === "program") return { listener: [base], testListener: [] };
  if (rulePriorityProblem(base)) return { listener: [], testListener: [] };
  const production = rolePriority(base, owner);
  return {
    listener: [
      production,
      ...(owner === "ecs" ? [] : [standbyPriority(base, owner)]),
      ...(test === "header" ? [rolePriority(base, "test")] : []),
    ],
    testListener: test === "listener" ? [production] : [],
  };
}
