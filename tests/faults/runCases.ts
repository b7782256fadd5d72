import { appendFileSync } from "node:fs";
import type { FaultOutcome } from "./faultOutcome.js";
import { problemLine } from "./faultTable.js";
import type { FaultOptions } from "./readFaultOptions.js";

const MILLISECONDS_PER_MINUTE = 60_000;

/** Where cases run, one after the other. */
export interface Lane<C> {
  run: (one: C) => Promise<FaultOutcome>;
  /** Those that it takes before others. */
  prefers?: (one: C) => boolean;
}

/**
 * Runs cases, and gives what came of them. What comes of each goes to the log at once.
 *
 * @param lanes As many run at the same time.
 */
export async function runCases<C>(
  cases: readonly C[],
  lanes: readonly Lane<C>[],
  { minutes, log }: Pick<FaultOptions, "minutes" | "log">,
): Promise<FaultOutcome[]> {
  const outcomes: FaultOutcome[] = [];
  const queue = [...cases];
  const end = Date.now() + minutes * MILLISECONDS_PER_MINUTE;
  await Promise.all(
    lanes.map(async ({ run, prefers }) => {
      while (Date.now() < end) {
        const preferred = prefers ? queue.findIndex(prefers) : 0;
        const [next] = queue.splice(Math.max(0, preferred), 1);
        if (next === undefined) return;
        const outcome = await run(next);
        outcomes.push(outcome);
        if (log !== undefined) appendFileSync(log, `${JSON.stringify(outcome)}\n`);
        const problem = problemLine(outcome);
        if (problem !== undefined) console.error(problem);
      }
    }),
  );
  console.error(`${outcomes.length} of ${cases.length} cases`);
  return outcomes;
}
