import type { StackState } from "./journalRecord.js";
import type { StackStatus } from "./runState.js";

const ORDER: readonly StackState[] = [
  "done",
  "failed",
  "interrupted",
  "skipped",
  "applying",
  "gated",
  "previewing",
  "queued",
];

/** Violations of mandatory policies that have stopped stacks. */
export function violationCount(stacks: readonly StackStatus[]): number {
  return stacks.reduce((sum, { violations = 0 }) => sum + violations, 0);
}

/** How many stacks are in each state, such as `3 done`; nothing of states that none is in. */
export function stateCounts(stacks: readonly StackStatus[]): string[] {
  return ORDER.flatMap((state) => {
    const count = stacks.filter((stack) => stack.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
}
