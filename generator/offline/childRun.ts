import type { StdioOptions } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

import { CliError, EXIT_CANCELLED } from "../cliError.js";
import { RESULT_FD } from "./childMessage.js";
import { readLines } from "./outputLines.js";
import type { ProcessGroup } from "./processGroup.js";
import { startGroup } from "./processGroup.js";

/** How long a child process may take. */
export interface TimeLimit {
  timeoutSeconds: number;
  /** When that time is over, in milliseconds since 1970. */
  deadline: number;
}

/** How a child process runs, and what is said where it does not answer. */
export interface ChildOptions {
  cwd: string;
  /** Drops what it prints. */
  silent?: boolean | undefined;
  /** Is given each line that it prints; otherwise they go to standard error. */
  onOutput?: ((line: string) => void) | undefined;
  signal?: AbortSignal | undefined;
  endedItself: (how: string) => string;
  timedOut: (seconds: number) => string;
}

/** How much later than the child itself this process looks at the clock. */
const LATER_MS = 250;

/** How long a child may take to exit when it has answered. */
const EXIT_MS = 1000;

const STANDARD_ERROR = 2;

/**
 * Starts a child process of ours with a request on its standard input, and gives what it answers on {@link RESULT_FD}.
 * Whatever it started is ended with it.
 *
 * @throws {CliError} if it gives no answer, or not in its time.
 */
export async function answerOfChild<T>(
  file: string,
  request: TimeLimit,
  options: ChildOptions,
): Promise<T> {
  const { cwd, silent, onOutput, signal } = options;
  if (signal?.aborted === true) throw cancelled();
  // The program's output goes to standard error: standard output is for the preview, which may be JSON.
  const printed = silent === true ? "ignore" : onOutput ? "pipe" : STANDARD_ERROR;
  const stdio: StdioOptions = ["pipe", printed, printed, "pipe"];
  const group = startGroup(file, cwd, stdio);
  const pipe = group.leader.stdio[RESULT_FD] as Readable;
  const { stdout, stderr } = group.leader;
  const allRead = readLines([stdout, stderr], (line) => onOutput?.(line));
  try {
    // A child that is gone before it read its request says so by its exit.
    group.leader.stdin?.on("error", () => undefined);
    group.leader.stdin?.end(JSON.stringify(request));
    const response = await Promise.race([
      responseOf<T>(group, pipe, options),
      interruption(request, pipe, options),
    ]);
    // What the program does when its process exits, such as to delete temporary files, may come to its end.
    const { leader } = group;
    const isGone = leader.exitCode !== null || leader.signalCode !== null;
    if (!isGone)
      await Promise.race([once(leader, "exit"), wait(EXIT_MS, undefined, { ref: false })]);
    return response;
  } finally {
    group.end();
    pipe.destroy();
    await allRead();
  }
}

/** Rejects when the time is over, or the caller wants the program to end. Stops to watch when the pipe is closed. */
function interruption(
  { timeoutSeconds, deadline }: TimeLimit,
  pipe: Readable,
  { signal, timedOut }: ChildOptions,
): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(
      () => {
        reject(new CliError(timedOut(timeoutSeconds)));
      },
      deadline + LATER_MS - Date.now(),
    );
    const cancel = (): void => {
      reject(cancelled());
    };
    signal?.addEventListener("abort", cancel);
    pipe.once("close", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    });
  });
}

/** The child's answer: a line of JSON, and then the end of its process. */
function responseOf<T>(
  { leader }: ProcessGroup,
  pipe: Readable,
  { endedItself }: ChildOptions,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let text = "";
    pipe.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (!chunk.endsWith("\n")) return;
      const line = text;
      // Nobody needs a long answer twice.
      text = "";
      resolve(JSON.parse(line) as T);
    });
    leader.once("error", reject);
    leader.once("close", (code, signal) => {
      // Ctrl-C on a terminal reaches this process and the child, in any order.
      if (signal === "SIGINT") reject(cancelled());
      const how = signal ?? `exit code ${String(code)}`;
      reject(new CliError(endedItself(how)));
    });
  });
}

function cancelled(): CliError {
  return new CliError("the preview was cancelled", EXIT_CANCELLED);
}
