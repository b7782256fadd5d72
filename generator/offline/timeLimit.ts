/** The longest time that a timer of Node can wait; a longer one would fire at once. */
const LONGEST_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

/**
 * What is wrong with a time limit, if anything.
 *
 * @param shown The limit as it was written.
 * @see https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
 */
export function timeLimitProblem(seconds: number, shown = String(seconds)): string | undefined {
  if (seconds > 0 && seconds <= LONGEST_SECONDS) return undefined;
  return `must be a number of seconds above 0 and at most ${LONGEST_SECONDS}, got ${shown}; 120 works`;
}
