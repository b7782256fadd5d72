import { join } from "node:path";
import { oncePerKey } from "../oncePerKey.js";

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

/** Every frame of a stack, nearest first. */
export function framesOf(stack: string): string[] {
  return stack.split("\n").filter((line) => /^\s+at /.test(line));
}

/** Whether a frame, or the file of one, is of the user's program: of no package, not of Node, and none of ours. */
export function isOfProgram(frame: string): boolean {
  return !/node_modules|node:/.test(frame) && !isOfSlipway(frame);
}

/** The same of a file of a frame: a program registers its resources from few. */
export const isFileOfProgram = oncePerKey(isOfProgram);

/** Whether a frame is of this package's own code. */
export function isOfSlipway(frame: string): boolean {
  return OURS.some((folder) => frame.includes(folder));
}
