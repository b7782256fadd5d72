/** A request to cancel, passed on to one run of the engine. */
export interface EngineCancellation {
  /** Goes to the Automation API, which cancels the engine when it is aborted. */
  readonly signal: AbortSignal;
  /** Whether the engine was told to cancel. */
  readonly sent: boolean;
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
 * request that comes early waits for the engine's first event.
 */
export function cancellationOf(request: AbortSignal | undefined): EngineCancellation {
  const controller = new AbortController();
  let state: "starting" | "listening" | "ending" = "starting";
  const send = (): void => {
    if (state === "listening") {
      controller.abort();
    }
  };
  request?.addEventListener("abort", send, { once: true });
  return {
    signal: controller.signal,
    get sent() {
      return controller.signal.aborted;
    },
    engineListens() {
      if (state === "starting") {
        state = "listening";
        if (request?.aborted === true) {
          send();
        }
      }
    },
    engineEnds() {
      state = "ending";
    },
    dispose() {
      request?.removeEventListener("abort", send);
    },
  };
}
