import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

/** Characters of a line that are kept: what prints lines shows fewer. */
const LONGEST_LINE = 4096;

/** How long a stream may stay open whose process is gone: somebody else holds it. */
const OPEN_MS = 500;

/**
 * Reads what a process prints, line by line. What is longer than a line of a person is cut and not gathered: a program may
 * print without end.
 *
 * @returns Waits until all is read, once the process has ended.
 */
export function readLines(
  streams: readonly (Readable | null)[],
  onLine: (line: string) => void,
): () => Promise<void> {
  const open = streams.filter((stream) => stream !== null);
  const ends = open.map((stream) => linesOf(stream, onLine));
  return async () => {
    await Promise.race([Promise.all(ends), wait(OPEN_MS, undefined, { ref: false })]);
    for (const stream of open) stream.destroy();
  };
}

function linesOf(stream: Readable, onLine: (line: string) => void): Promise<void> {
  let line = "";
  const add = (text: string): void => {
    line += text.slice(0, LONGEST_LINE - line.length);
  };
  const end = (): void => {
    onLine(line.replace(/\r$/, ""));
    line = "";
  };
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    let start = 0;
    for (let at = chunk.indexOf("\n"); at >= 0; at = chunk.indexOf("\n", start)) {
      add(chunk.slice(start, at));
      end();
      start = at + 1;
    }
    add(chunk.slice(start));
  });
  return new Promise((resolve) => {
    stream.once("error", () => undefined);
    stream.once("close", () => {
      if (line !== "") end();
      resolve();
    });
  });
}
