import { componentNameProblem } from "../../rules/componentName.js";
import { FARGATE_PROVIDERS } from "../../rules/fargateProvider.js";
import type { Problem } from "../../rules/problem.js";
import { firstItemProblem } from "../../rules/problem.js";

/**
 * The first problem of a list of named capacity, which says in what argument it is.
 *
 * @param problem The problem of one item; it gets the names of the items before it too.
 */
export function capacityProblem<T extends { name: string }>(
  items: readonly T[],
  argument: string,
  problem: (item: T, before: string[]) => Problem | undefined,
): Problem | undefined {
  const found = firstItemProblem(argument, items, (item, i) =>
    problem(
      item,
      items.slice(0, i).map(({ name }) => name),
    ),
  );
  return found && { path: found.path, reason: `'${argument}': ${found.reason}` };
}

/** What is wrong with the name of capacity that strategies name. */
export function capacityNameProblem(name: string, before: readonly string[]): Problem | undefined {
  const path = "name";
  const problem = componentNameProblem(name);
  if (problem) return problem;
  if (before.includes(name)) {
    return { path, reason: `each group has a 'name' of its own, got "${name}" twice` };
  }
  if (!FARGATE_PROVIDERS.includes(name.toUpperCase())) return undefined;
  return {
    path,
    reason: `'name' must not be a Fargate provider's, got "${name}"; "workers" works`,
  };
}
