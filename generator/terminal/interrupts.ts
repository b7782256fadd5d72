const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** One press of Ctrl-C arrives twice when npm passes it on as well. */
const SAME_KEYSTROKE_MILLISECONDS = 500;

/** The signals that end a command, turned into one request to cancel. */
export interface Interrupts {
  /** Aborted by the first signal. */
  signal: AbortSignal;
  /** Stops listening: a signal ends the process again. */
  dispose(): void;
}

/** What is to be said at a signal. */
export interface InterruptListener {
  /** The first signal: the engine is told to cancel. */
  onFirst: () => void;
  /** A later one: it goes to nobody, since the engine would drop what it has begun. */
  onRepeat: () => void;
}

/** Listens to Ctrl-C and its relatives. */
export function listenToInterrupts({ onFirst, onRepeat }: InterruptListener): Interrupts {
  const controller = new AbortController();
  let firstAt = 0;
  const onSignal = (): void => {
    if (!controller.signal.aborted) {
      firstAt = Date.now();
      onFirst();
      controller.abort();
    } else if (Date.now() - firstAt > SAME_KEYSTROKE_MILLISECONDS) {
      onRepeat();
    }
  };
  for (const name of SIGNALS) {
    process.on(name, onSignal);
  }
  return {
    signal: controller.signal,
    dispose() {
      for (const name of SIGNALS) {
        process.removeListener(name, onSignal);
      }
    },
  };
}
