const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** One press of Ctrl-C arrives twice when npm passes it on as well. */
const SAME_KEYSTROKE_MILLISECONDS = 500;

/** The signals that end a command, turned into one request to cancel. */
export interface Interrupts {
  /** Aborted by the first signal. */
  signal: AbortSignal;
  /** Aborted by the third Ctrl-C, which only a person presses. */
  killSignal: AbortSignal;
  /** Stops listening: a signal ends the process again. */
  dispose(): void;
}

/** What is to be said at a signal; nothing where it is left out. */
export interface InterruptListener {
  /** The first signal: the engine is told to cancel. */
  onFirst?: () => void;
  /** A later one: it goes to nobody, since the engine would drop what it has begun. */
  onRepeat?: () => void;
  /** The third Ctrl-C: everything is killed. */
  onInsist?: () => void;
}

/**
 * Listens to Ctrl-C and its relatives. Pulumi drops what it has begun at a second signal of any kind, as systems for
 * continuous integration send them by themselves; here only a third Ctrl-C does that, which the second has announced.
 */
export function listenToInterrupts(listener: InterruptListener = {}): Interrupts {
  const controller = new AbortController();
  const kill = new AbortController();
  let lastAt = 0;
  let keystrokes = 0;
  const onSignal = (name: NodeJS.Signals): void => {
    const isSame = Date.now() - lastAt <= SAME_KEYSTROKE_MILLISECONDS;
    if (isSame) return;
    lastAt = Date.now();
    if (name === "SIGINT") keystrokes += 1;
    if (!controller.signal.aborted) {
      listener.onFirst?.();
      controller.abort();
    } else if (keystrokes < 3) {
      listener.onRepeat?.();
    } else if (!kill.signal.aborted) {
      listener.onInsist?.();
      kill.abort();
    }
  };
  for (const name of SIGNALS) {
    process.on(name, onSignal);
  }
  return {
    signal: controller.signal,
    killSignal: kill.signal,
    dispose() {
      for (const name of SIGNALS) {
        process.removeListener(name, onSignal);
      }
    },
  };
}
