import type { ProgressEvent } from "../automation/progress.js";
import { escapedText } from "./escapedText.js";
import { type Interrupts, listenToInterrupts } from "./interrupts.js";
import { changeText, progressLine } from "./progressLine.js";

/** What a command hands to an operation so that the person in front of it sees it and can cancel it. */
export interface Session {
  signal: AbortSignal;
  killSignal: AbortSignal;
  onProgress: (event: ProgressEvent) => void;
}

/** Writes one line to stderr. stdout is for the result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes a line of a program to stderr. */
export function tellOfProgram(line: string): void {
  tell(programLine(line));
}

/** A line of a program as it is told. */
export function programLine(line: string): string {
  return escapedText(line.replaceAll("\t", "    "));
}

/** Runs an operation with its progress on stderr and with Ctrl-C as the request to cancel it. */
export async function withSession<T>(use: (session: Session) => Promise<T>): Promise<T> {
  const inFlight = new Map<string, string>();
  const interrupts: Interrupts = listenToInterrupts({
    onFirst: () => {
      tell("cancelling: the engine ends what is in flight and begins nothing more");
      for (const text of inFlight.values()) {
        tell(`  ${text}`);
      }
    },
    onRepeat: () => {
      tell(
        "already cancelling: killing Pulumi now would leave resources in AWS that no state knows of; " +
          "a third Ctrl-C does it all the same",
      );
    },
    onInsist: () => {
      tell("killing Pulumi: 'pulumi cancel' frees the stack, 'pulumi refresh' finds what is left");
    },
  });
  const onProgress = (event: ProgressEvent): void => {
    if (event.kind === "started") {
      inFlight.set(event.urn, changeText(event));
    } else if (event.kind === "finished" || event.kind === "failed") {
      inFlight.delete(event.urn);
    }
    tell(progressLine(event));
  };
  try {
    const { signal, killSignal } = interrupts;
    return await use({ signal, killSignal, onProgress });
  } finally {
    interrupts.dispose();
  }
}
