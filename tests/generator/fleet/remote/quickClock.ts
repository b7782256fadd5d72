import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../../../generator/fleet/run/clock.js";

/** Seconds of a run in a millisecond of a test: what waits for a server on loopback cannot have a clock that only jumps. */
const PACE = 1000;

/** A clock that goes a thousand times as fast. */
export const quickClock: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now() * PACE),
  sleep: async (milliseconds, signal) => {
    if (milliseconds <= 0 || signal?.aborted === true) return;
    await wait(milliseconds / PACE, undefined, signal && { signal }).catch(() => undefined);
  },
};
