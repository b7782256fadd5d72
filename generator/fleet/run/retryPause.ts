/** Tries of a stack's work at the most, the first one included. */
export const MOST_ATTEMPTS = 6;

const FIRST_PAUSE_MILLISECONDS = 2000;
const LONGEST_PAUSE_MILLISECONDS = 60_000;

/** Retries that a small run has in any case. */
const LEAST_RETRIES = 5;

/** Retries that a run has for each stack. */
const RETRIES_PER_STACK = 0.1;

/**
 * The pause before another try, with full jitter: those that failed together do not come back together.
 *
 * @param attempt The try that failed, from 1 on.
 * @param random From 0 to 1.
 * @param longest Milliseconds that it takes at the most.
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function retryPause(
  attempt: number,
  random: number,
  longest = LONGEST_PAUSE_MILLISECONDS,
): number {
  const doubled = FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1);
  return Math.round(Math.min(longest, doubled) * random);
}

/** How many retries all stacks of a run have together: where everything fails, retries only add to it. */
export function retryBudget(stacks: number): number {
  return Math.max(LEAST_RETRIES, Math.ceil(stacks * RETRIES_PER_STACK));
}
