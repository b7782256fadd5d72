/** A message as the queue hands it out. */
export interface Message {
  id: string;
  body: string;
  /** What deletes or returns it. */
  receipt: string;
}

/** The queue, as far as a worker needs it. */
export interface WorkQueue {
  /** Waits a while for messages, and ends early when `signal` says so. */
  receive(signal: AbortSignal): Promise<Message[]>;
  /** Says that a message is done. */
  delete(message: Message): Promise<void>;
  /** Makes a message visible at once, for another task. */
  release(message: Message): Promise<void>;
}

/** What a worker says of its work. */
export type Log = (event: string, fields?: object) => void;

/** Failures in a row after which the worker gives up, so that ECS starts another one. */
const FAILURES_IN_A_ROW = 5;

/**
 * Works off the queue until `signal` says so: the message that is being worked on is finished, and those that were received
 * beside it go back.
 *
 * @throws {Error} if the queue cannot be reached several times in a row.
 */
export async function work(
  queue: WorkQueue,
  handle: (body: string) => Promise<void>,
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let messages: Message[];
    try {
      messages = await queue.receive(signal);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      log("receive failed", { reason: String(error), failures });
      if (failures >= FAILURES_IN_A_ROW) throw error;
      continue;
    }
    for (const message of messages) await workOn(message, queue, handle, signal, log);
  }
}

async function workOn(
  message: Message,
  queue: WorkQueue,
  handle: (body: string) => Promise<void>,
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  const { id } = message;
  try {
    if (signal.aborted) {
      await queue.release(message);
      log("returned", { id });
      return;
    }
    await handle(message.body);
    await queue.delete(message);
    log("done", { id });
  } catch (error) {
    // It becomes visible again by itself, and goes to the queue of what failed after some attempts.
    log("failed", { id, reason: String(error) });
  }
}
