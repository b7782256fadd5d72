import { join } from "node:path";

/** A place in a file, as a stack tells it: lines and columns count from 1. */
export interface FramePlace {
  /** Absolute path. */
  file: string;
  line: number;
  column: number;
}

/** Folders of our own code, which is no part of a program. */
const OURS = ["components", "generator", "policies"].map((folder) =>
  join(__dirname, "../../..", folder, "/"),
);

/** By file: a program registers its resources from few. */
const KNOWN = new Map<string, boolean>();

/** Every frame of a stack, nearest first. */
export function framesOf(stack: string): string[] {
  return stack.split("\n").filter((line) => /^\s+at /.test(line));
}

/** Whether a frame, or the file of one, is of the user's program: of no package, not of Node, and none of ours. */
export function isOfProgram(frame: string): boolean {
  return !/node_modules|node:/.test(frame) && !isOfSlipway(frame);
}

/** The same of a file of a frame, of which a program has few. */
export function isFileOfProgram(file: string): boolean {
  let known = KNOWN.get(file);
  if (known === undefined) {
    known = isOfProgram(file);
    KNOWN.set(file, known);
  }
  return known;
}

/** Whether a frame is of this package's own code. */
export function isOfSlipway(frame: string): boolean {
  return OURS.some((folder) => frame.includes(folder));
}
