import type { Clock } from "../../../../generator/fleet/run/clock.js";

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A clock that goes on by itself to the next moment for which somebody waits, when nobody has anything else to do. */
export class VirtualClock implements Clock {
  private time = 0;
  private readonly sleepers = new Set<Sleeper>();
  private isPumping = false;

  public now(): number {
    return this.time;
  }

  public sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (milliseconds <= 0 || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        this.sleepers.delete(sleeper);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const sleeper = { at: this.time + milliseconds, wake: end };
      this.sleepers.add(sleeper);
      signal?.addEventListener("abort", end, { once: true });
      this.pump();
    });
  }

  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    setImmediate(() => {
      this.isPumping = false;
      let next: Sleeper | undefined;
      for (const each of this.sleepers) if (!next || each.at < next.at) next = each;
      if (!next) return;
      this.time = next.at;
      next.wake();
      this.pump();
    });
  }
}
