import { CliError, EXIT_CANCELLED } from "../cliError.js";
import { listenToInterrupts } from "./interrupts.js";

/**
 * Runs something that changes nothing, until Ctrl-C or one of its relatives ends it; whatever it then still waits for,
 * such as AWS, ends with the process.
 *
 * @throws {CliError} with exit code 130 then.
 */
export async function untilInterrupted<T>(use: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupts = listenToInterrupts();
  try {
    return await orCancelled(use(interrupts.signal), interrupts.signal);
  } finally {
    interrupts.dispose();
  }
}

/** Rejects as soon as a request to cancel comes. */
async function orCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let cancel = (): void => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    cancel = () => {
      reject(new CliError("cancelled; nothing was changed", EXIT_CANCELLED));
    };
    signal.addEventListener("abort", cancel, { once: true });
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
