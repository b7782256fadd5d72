import { constants } from "node:os";

import { CliError } from "../cliError.js";

/** What ends a command that writes files; each leaves nothing. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const SHOW_CURSOR = "\u001b[?25h";

/**
 * The signals that end a command which writes files, and leave nothing of it. While it waits for a person or writes, a
 * signal is taken here, so that what was begun is taken back. While it computes nobody could take one: then a signal ends
 * the process at once, as it does by itself, and who watches over its temporary folders removes them.
 */
export class StopSignals {
  private came: (typeof SIGNALS)[number] | undefined;
  private stopWaiting: (() => void) | undefined;
  private isListening = false;

  /** Throws where a signal has come. From the first call on, which comes before the first file, signals are taken here. */
  public readonly proceed = (): void => {
    this.listen();
    if (this.came !== undefined) throw this.stopped();
  };

  /** Waits for a person, or for a signal. */
  public async orStopped<T>(ask: () => Promise<T>): Promise<T> {
    this.listen();
    const stopped = new Promise<never>((_, reject) => {
      this.stopWaiting = () => {
        // The question has hidden it.
        if (process.stdout.isTTY) process.stdout.write(`${SHOW_CURSOR}\n`);
        reject(this.stopped());
      };
    });
    try {
      return await Promise.race([ask(), stopped]);
    } finally {
      this.dispose();
    }
  }

  /** Leaves the signals alone again. */
  public dispose(): void {
    for (const name of SIGNALS) process.off(name, this.take);
    this.isListening = false;
    this.stopWaiting = undefined;
  }

  private listen(): void {
    if (this.isListening) return;
    this.isListening = true;
    for (const name of SIGNALS) process.on(name, this.take);
  }

  private readonly take = (name: NodeJS.Signals): void => {
    this.came ??= SIGNALS.find((each) => each === name);
    this.stopWaiting?.();
  };

  /** With the exit code that a shell gives to who is ended by the signal. */
  private stopped(): CliError {
    const number = constants.signals[this.came ?? "SIGINT"];
    return new CliError("interrupted; nothing was written", 128 + number);
  }
}
