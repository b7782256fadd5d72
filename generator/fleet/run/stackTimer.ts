import type { Clock } from "./clock.js";

/** How long a stack may take, and the signal that ends its work when it takes longer or the run ends. */
export interface StackTimer {
  signal: AbortSignal;
  /** Whether it took longer. */
  isOver(): boolean;
  /** Holds the time: for as long as the stack waits for somebody. */
  stop(): void;
  /** Begins the time anew. */
  restart(): void;
}

/** Why the work on a stack is ended that takes too long. */
export class StackTimeout extends Error {}

const MILLISECONDS_PER_MINUTE = 60_000;

/**
 * Begins the time of one try of a stack's work.
 *
 * @param run Aborted when the run ends.
 */
export function stackTimer(clock: Clock, minutes: number, run: AbortSignal): StackTimer {
  const over = new AbortController();
  let held = new AbortController();
  const begin = (): void => {
    held = new AbortController();
    const { signal } = held;
    void clock.sleep(minutes * MILLISECONDS_PER_MINUTE, signal).then(() => {
      if (!signal.aborted) over.abort(new StackTimeout());
    });
  };
  begin();
  return {
    signal: AbortSignal.any([over.signal, run]),
    isOver: () => over.signal.aborted,
    stop: () => {
      held.abort();
    },
    restart: () => {
      held.abort();
      begin();
    },
  };
}
