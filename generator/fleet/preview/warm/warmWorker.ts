import { once } from "node:events";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

import { CliError, EXIT_CANCELLED } from "../../../cliError.js";
import type { ChildRequest, ChildResponse } from "../../../offline/childMessage.js";
import { timedOut } from "../../../offline/childMessage.js";
import { readLines } from "../../../offline/outputLines.js";
import type { ProcessGroup } from "../../../offline/processGroup.js";
import { startGroup } from "../../../offline/processGroup.js";
import type { WarmAnswer, WarmResult } from "./warmMessage.js";
import { CHANNEL_FD, END_LINE } from "./warmMessage.js";

/** How much later than the process itself this one looks at the clock. */
const LATER_MS = 250;

/** How long what a program has printed may be on its way after its preview. */
const PRINTED_MS = 1000;

/** Lines of one program that are kept until its preview is there; a program that prints more runs by itself. */
const MOST_LINES = 10_000;

/** Resident memory above which a process is replaced: what Node never forgets, such as code, adds up. */
const MOST_MIB = 768;

/**
 * Programs after which it is replaced all the same: its memory creeps up as what stays comes to lie between what goes. A new
 * one takes as long as ten programs.
 */
const MOST_PROGRAMS = 200;

/** What a program that runs in such a process came to. */
export interface WarmPreview {
  response: ChildResponse;
  /** The lines that it printed. */
  printed: readonly string[];
}

/** A process that runs programs one after the other. */
export class WarmWorker {
  private readonly group: ProcessGroup;
  private readonly channel: Duplex;
  private printed: string[] = [];
  private openStreams = 0;
  private whenPrinted = (): void => undefined;
  private isUsable = true;
  private programs = 0;

  /** @param directory Folder of a project, whose packages all programs that it is asked for have. */
  public constructor(directory: string) {
    this.group = startGroup(join(__dirname, "warmChild.js"), directory, [
      ...(["ignore", "pipe", "pipe", "pipe"] as const),
    ]);
    const { leader } = this.group;
    this.channel = leader.stdio[CHANNEL_FD] as unknown as Duplex;
    this.channel.setEncoding("utf8");
    // A process that is gone says so by its end.
    this.channel.on("error", () => undefined);
    leader.on("error", () => undefined);
    for (const stream of [leader.stdout, leader.stderr]) readLines([stream], this.lineReader());
    leader.once("exit", () => {
      this.isUsable = false;
    });
  }

  /** Whether it may be asked once more. */
  public get canGoOn(): boolean {
    return this.isUsable;
  }

  /**
   * Has a program run.
   *
   * @returns Nothing where the program has to run in a process of its own.
   * @throws {CliError} if the program does not end in its time, or is cancelled.
   */
  public async ask(
    request: ChildRequest,
    signal: AbortSignal | undefined,
  ): Promise<WarmPreview | undefined> {
    if (signal?.aborted === true) throw cancelled();
    this.printed = [];
    this.openStreams = 2;
    const allPrinted = new Promise<void>((resolve) => {
      this.whenPrinted = resolve;
    });
    try {
      const answer = await this.answerTo(request, signal);
      if (answer === "alone") return undefined;
      if (answer !== undefined) {
        await Promise.race([allPrinted, wait(PRINTED_MS, undefined, { ref: false })]);
      }
      const isTooMuch = this.printed.length > MOST_LINES;
      if (answer === undefined || this.isSpentAfter(answer) || isTooMuch) this.end();
      return answer === undefined || isTooMuch
        ? undefined
        : { response: answer.response, printed: this.printed };
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** Ends it, with all that programs have left in it. */
  public end(): void {
    this.isUsable = false;
    this.group.end();
    this.channel.destroy();
  }

  private isSpentAfter({ isSpent, memoryMib }: WarmResult): boolean {
    this.programs += 1;
    return isSpent || memoryMib > MOST_MIB || this.programs >= MOST_PROGRAMS;
  }

  private async answerTo(
    request: ChildRequest,
    signal: AbortSignal | undefined,
  ): Promise<WarmAnswer | undefined> {
    const over = new AbortController();
    const until = { signal: over.signal };
    const left = Math.max(0, request.deadline + LATER_MS - Date.now());
    this.channel.write(`${JSON.stringify(request)}\n`);
    const ends = [
      this.line(over.signal).then((text) => JSON.parse(text) as WarmAnswer),
      once(this.group.leader, "exit", until).then(() => undefined),
      wait(left, undefined, until).then(() => {
        throw new CliError(timedOut(request.timeoutSeconds));
      }),
      ...(signal ? [once(signal, "abort", until).then(() => Promise.reject(cancelled()))] : []),
    ];
    try {
      return await Promise.race(ends);
    } finally {
      over.abort();
      // Those that did not win end now, too.
      void Promise.allSettled(ends);
    }
  }

  private line(signal: AbortSignal): Promise<string> {
    return new Promise((resolve) => {
      let text = "";
      const read = (chunk: string): void => {
        text += chunk;
        if (chunk.endsWith("\n")) resolve(text);
      };
      this.channel.on("data", read);
      signal.addEventListener("abort", () => this.channel.off("data", read));
    });
  }

  /** The mark of the end has a line of its own, before which an empty one may stand that is ours. */
  private lineReader(): (line: string) => void {
    let isHeld = false;
    const add = (line: string): void => {
      if (this.printed.length <= MOST_LINES) this.printed.push(line);
    };
    return (line) => {
      if (line === END_LINE) {
        isHeld = false;
        this.openStreams -= 1;
        if (this.openStreams === 0) this.whenPrinted();
        return;
      }
      if (isHeld) add("");
      isHeld = line === "";
      if (!isHeld) add(line);
    };
  }
}

function cancelled(): CliError {
  return new CliError("the preview was cancelled", EXIT_CANCELLED);
}
