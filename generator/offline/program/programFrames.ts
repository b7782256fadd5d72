import { join } from "node:path";
import { fileURLToPath } from "node:url";

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

/** Whether a frame is of the user's program: of no package, not of Node, and none of ours. */
export function isOfProgram(frame: string): boolean {
  return !/node_modules|node:/.test(frame) && !isOfSlipway(frame);
}

/** Whether a frame is of this package's own code. */
export function isOfSlipway(frame: string): boolean {
  return OURS.some((folder) => frame.includes(folder));
}

/** The place in the user's program that is nearest to where a stack was taken; nothing where none of it is in the stack. */
export function programPlace(stack: string): FramePlace | undefined {
  for (const frame of framesOf(stack)) {
    const place = isOfProgram(frame) ? placeOf(frame) : undefined;
    if (place !== undefined) return place;
  }
  return undefined;
}

/** What `at f (/app/index.ts:3:7)`, `at /app/index.ts:3:7` and `at file:///app/index.mts:3:7` name. */
function placeOf(frame: string): FramePlace | undefined {
  const found = /(?:^\s+at (?:async )?|\()((?:file:\/\/|\/|[A-Za-z]:\\).*):(\d+):(\d+)\)?$/.exec(
    frame,
  );
  if (!found) return undefined;
  const [, path = "", line, column] = found;
  const file = path.startsWith("file:") ? fileURLToPath(path) : path;
  return { file, line: Number(line), column: Number(column) };
}
