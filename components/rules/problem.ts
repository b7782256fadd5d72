/** A rule that an argument breaks, found by a pure decision. */
export interface Problem {
  /** Path of the argument below the component's arguments. */
  path: string;
  /** The rule, the value received and a value that works. */
  reason: string;
}

/** A problem of what stands at a path, with the path from there on. */
export function below(path: string, problem: Problem | undefined): Problem | undefined {
  return problem && { path: `${path}.${problem.path}`, reason: problem.reason };
}

/** The first problem that any item of a list has. */
export function firstProblem<T>(
  items: readonly T[],
  problem: (item: T, i: number) => Problem | undefined,
): Problem | undefined {
  for (const [i, item] of items.entries()) {
    const found = problem(item, i);
    if (found) return found;
  }
  return undefined;
}

/**
 * The first problem that any item of a list has by itself, with the path from the list on.
 *
 * @param list Path of the list below the component's arguments.
 */
export function firstItemProblem<T>(
  list: string,
  items: readonly T[],
  problem: (item: T, i: number) => Problem | undefined,
): Problem | undefined {
  return firstProblem(items, (item, i) => below(`${list}[${i}]`, problem(item, i)));
}
