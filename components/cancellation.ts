import { setTimeout as sleep } from "node:timers/promises";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Lets work in the process of a dynamic resource end when Pulumi ends that process: an update that is cancelled twice. The
 * first time Pulumi waits for what is in flight.
 *
 * @param use The work; its signal is aborted by the end of the process, which is put off until the work is done.
 */
export async function untilCancelled<T>(use: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const cancelled = new AbortController();
  const cancel = (): void => {
    cancelled.abort();
  };
  for (const signal of SIGNALS) process.once(signal, cancel);
  try {
    return await use(cancelled.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, cancel);
  }
}

/** Waits, but no longer than until the work is cancelled. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
