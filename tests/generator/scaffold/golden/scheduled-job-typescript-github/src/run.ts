/** What bounds a run. */
export interface RunLimits {
  /** How often the work is tried. */
  attempts: number;
  /** Milliseconds after which the run has failed. */
  timeLimitMs: number;
  /** Milliseconds before the second attempt; each further one waits twice as long. */
  pauseMs: number;
}

/** What a run says of its work. */
export type Log = (event: string, fields?: object) => void;

/**
 * Does the work, again when it fails, and gives the exit code of the program: 0 when it is done.
 *
 * @param work Ends soon when its signal says so: when the time is over, or ECS stops the task.
 */
export async function run(
  work: (signal: AbortSignal) => Promise<void>,
  { attempts, timeLimitMs, pauseMs }: RunLimits,
  stop: AbortSignal,
  log: Log,
): Promise<number> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeLimitMs)]);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      log("attempt", { attempt });
      await Promise.race([work(signal), aborted(signal)]);
      log("done", { attempt });
      return 0;
    } catch (error) {
      log("failed", { attempt, reason: String(error) });
      if (signal.aborted) return 1;
      if (attempt < attempts) await pause(pauseMs * 2 ** (attempt - 1), signal);
    }
  }
  return 1;
}

/** Fails when the signal comes, also where the work does not heed it. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    else signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
