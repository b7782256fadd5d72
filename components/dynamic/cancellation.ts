import { Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How much of the update is cancelled, for work in the process of a dynamic resource. */
export interface Cancellation {
  /** Aborted by the first request to cancel: what runs shall be stopped. Its end can be awaited. */
  readonly signal: AbortSignal;
  /** Aborted when Pulumi ends the process, which it kills 5 seconds later: no time to await anything. */
  readonly ending: AbortSignal;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** What the engine calls in every provider when its update is cancelled. */
const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

/** Requests to cancel what is at work, for all of it: each listener on its own would be too many of them. */
let listening: { cancellation: Cancellation; stop: () => void } | undefined;
let works = 0;

/**
 * Lets work in the process of a dynamic resource be cancelled: by the first request to cancel the update, after which
 * Pulumi waits for the work's end, and by the second, by which it ends the process.
 *
 * @param use The work; the end of the process is put off until it is done.
 */
export async function untilCancelled<T>(
  use: (cancellation: Cancellation) => Promise<T>,
): Promise<T> {
  listening ??= listen();
  works++;
  try {
    return await use(listening.cancellation);
  } finally {
    works--;
    if (works === 0) {
      listening.stop();
      listening = undefined;
    }
  }
}

/** For work that nobody cancels. */
export function notCancelled(): Cancellation {
  const { signal } = new AbortController();
  return { signal, ending: signal };
}

/** Waits, but no longer than until the work is cancelled. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

function listen(): { cancellation: Cancellation; stop: () => void } {
  const cancelled = new AbortController();
  const ending = new AbortController();
  const cancel = (): void => {
    cancelled.abort();
  };
  const end = (): void => {
    ending.abort();
    cancel();
  };
  const ignoreCalls = onCancelCall(cancel);
  for (const signal of SIGNALS) process.once(signal, end);
  return {
    cancellation: { signal: cancelled.signal, ending: ending.signal },
    stop: () => {
      for (const signal of SIGNALS) process.off(signal, end);
      ignoreCalls();
    },
  };
}

/**
 * Hears of the engine's call to cancel, which Pulumi's process for dynamic resources answers without telling them. No
 * API of Pulumi or gRPC leads to the server of that process, and what is private in them changes with their versions;
 * but it is a server of Node's HTTP/2, whose `stream` event names each call. Node lists its servers in a function that is
 * not documented and that all its releases have. Without it the end of the process is all that cancels.
 *
 * @returns Ends the listening.
 */
function onCancelCall(cancel: () => void): () => void {
  const list: unknown = Reflect.get(process, "_getActiveHandles");
  const handles: unknown = typeof list === "function" ? Reflect.apply(list, process, []) : [];
  const servers = (Array.isArray(handles) ? handles : []).filter(
    (handle) => handle instanceof Server,
  );
  const hear = (_stream: unknown, headers: Record<string, unknown> | undefined): void => {
    if (headers?.[":path"] === CANCEL) cancel();
  };
  for (const server of servers) server.on("stream", hear);
  return () => {
    for (const server of servers) server.off("stream", hear);
  };
}
