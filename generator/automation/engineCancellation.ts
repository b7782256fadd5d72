import type { RunObserver } from "./runObserver.js";
import type { Phase } from "./progress.js";

/** How long an engine that has not begun may take to begin, before a request to cancel ends it. */
const BEGIN_MILLISECONDS = 3000;

/** How long an engine may take to end that has nothing in flight: then it waits for somebody who does not answer. */
const END_MILLISECONDS = 4000;

/** Why an operation's signal is aborted: the engine is to be interrupted, and killed when the other signal comes. */
export class Interruption {
  constructor(
    /** Aborted when the engine is to end whatever it does. */
    public readonly kill: AbortSignal,
  ) {}
}

/** A request to cancel, passed on to one run of the engine. */
export interface EngineCancellation {
  /** Goes to the Automation API, which cancels the engine when it is aborted, with an {@link Interruption} as the reason. */
  readonly signal: AbortSignal;
  /** Whether the engine was told to cancel. */
  readonly sent: boolean;
  /** Whether it was before the engine had begun, or the engine was killed: it may have left the stack's lock. */
  readonly mayLeaveLock: boolean;
  /** The engine has sent an event: from now on it handles signals. */
  engineListens(): void;
  /** The engine has ended its work: from now on it writes its state, and a signal would kill it. */
  engineEnds(): void;
  /** Stops listening to the request. */
  dispose(): void;
}

/**
 * Passes a request to cancel on to the engine once, and only while the engine handles it. Pulumi takes the stack's lock
 * before it installs its signal handler and writes the last state after it has removed it: a SIGINT outside of that
 * window kills it, and leaves a lock that blocks every later update or a state that lacks the last resources. A
 * request that comes early waits for the engine's first event; not for ever, since a backend that never answers would
 * then hold the command, and no change has begun. What changes something is killed only when the user insists.
 */
export function cancellationOf(
  { signal: request, killSignal }: Pick<RunObserver, "signal" | "killSignal">,
  phase: Phase,
): EngineCancellation {
  const controller = new AbortController();
  const kill = new AbortController();
  let state: "starting" | "listening" | "ending" = "starting";
  let sentBeforeStart = false;
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    if (!controller.signal.aborted) sentBeforeStart = state === "starting";
    controller.abort(new Interruption(kill.signal));
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (phase === "preview" || state === "starting") kill.abort();
    }, END_MILLISECONDS);
  };
  const send = (): void => {
    // A preview takes no lock and writes no state.
    if (state === "listening" || phase === "preview") interrupt();
    else if (state === "starting") timer = setTimeout(interrupt, BEGIN_MILLISECONDS);
  };
  const insist = (): void => {
    interrupt();
    kill.abort();
  };
  request?.addEventListener("abort", send, { once: true });
  killSignal?.addEventListener("abort", insist, { once: true });
  if (request?.aborted === true) send();
  return {
    signal: controller.signal,
    get sent() {
      return controller.signal.aborted;
    },
    get mayLeaveLock() {
      // A preview takes no lock.
      return phase !== "preview" && (sentBeforeStart || kill.signal.aborted);
    },
    engineListens() {
      if (state !== "starting") return;
      state = "listening";
      if (request?.aborted === true && !controller.signal.aborted) send();
    },
    engineEnds() {
      state = "ending";
    },
    dispose() {
      clearTimeout(timer);
      request?.removeEventListener("abort", send);
      killSignal?.removeEventListener("abort", insist);
    },
  };
}
