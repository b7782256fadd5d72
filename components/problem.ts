/** A rule that an argument breaks, found by a pure decision. */
export interface Problem {
  /** Path of the argument below the component's arguments. */
  path: string;
  /** The rule, the value received and a value that works. */
  reason: string;
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
