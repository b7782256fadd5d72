import type { PolicyConfiguration } from "../../policies/pack.js";
import type { MockValues } from "./mockValues.js";
import type { ProgramRecord } from "./packs/programRecord.js";
import type { PreviewResult } from "./previewResult.js";

/** What the child process is asked for, as JSON on its standard input. */
export interface ChildRequest {
  /** Folder with `Pulumi.yaml`. */
  projectDirectory: string;
  stack?: string | undefined;
  policyConfiguration?: PolicyConfiguration | undefined;
  mocks?: MockValues | undefined;
  /** Whether the mock values are for other stacks too, so that who asks says which of them nobody uses. */
  areMocksShared?: boolean | undefined;
  /** How long the program may take. */
  timeoutSeconds: number;
  /** When that time is over, in milliseconds since 1970. */
  deadline: number;
  /** Whether the answer has what policy packs of others judge. */
  withRecord: boolean;
  /** Whether resources have the ids that the preview made up. */
  withIds?: boolean | undefined;
  /** Whether violations tell the properties to set. */
  withFixes?: boolean | undefined;
}

/** What went wrong in a program. */
export interface ProgramError {
  /** For people; one line where the program says it in one. */
  message: string;
  /** Where in the program, for an error that nobody meant to show to a user. */
  stack?: string;
  /** What to do about it, where it comes from a value that the preview made up. */
  hint?: string;
}

/**
 * What the child process answers, as one line of JSON on {@link RESULT_FD}: a preview, what is wrong with the program, or
 * the stack of an error that is ours.
 */
export type ChildResponse =
  | { result: PreviewResult; record?: ProgramRecord }
  | { error: ProgramError }
  | { fault: string };

/** File descriptor of the child's answer: its standard output belongs to the program. */
export const RESULT_FD = 3;

/** What is said of a program that ended its process, by `process.exit` or by a crash. */
export function endedItself(how: string): string {
  return `the program ended its process before the preview was complete (${how})`;
}

/**
 * What is said of a program that has not ended in its time.
 *
 * @param open What keeps it alive, such as `1 timer`; empty where that is not known.
 */
export function timedOut(seconds: number, open = ""): string {
  const why = open === "" ? "" : `: it has something open (${open})`;
  return `the program has not ended after ${seconds} s${why}; '--timeout-seconds' gives it more time`;
}
