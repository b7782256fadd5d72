import { setTimeout as wait } from "node:timers/promises";

/** Where a run has its time from; tests bring one that does not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Comes back after a time, or as soon as the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: async (milliseconds, signal) => {
    if (milliseconds <= 0 || signal?.aborted === true) return;
    // It rejects only when it is aborted.
    await wait(milliseconds, undefined, signal && { signal }).catch(() => undefined);
  },
};
