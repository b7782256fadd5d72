import type { ChildResponse } from "../../../offline/childMessage.js";

/** What a program's run came to in a process that runs many. */
export interface WarmResult {
  response: ChildResponse;
  /** Whether no other program may run in the process, since this one has left something. */
  isSpent: boolean;
  /** Resident memory of the process. */
  memoryMib: number;
}

/**
 * What a process that runs many programs answers for one, as one line of JSON on {@link CHANNEL_FD}; `"alone"` for a
 * program that needs a process of its own. It answers nothing and ends where a program has done anything that is not seen
 * in a preview that goes well: that one then runs once more in a process of its own, which says what is wrong.
 */
export type WarmAnswer = WarmResult | "alone";

/** File descriptor of requests and answers. */
export const CHANNEL_FD = 3;

/** What the process prints on each stream when a program has ended: a line of its own. */
export const END_LINE = "\0end of the program";
