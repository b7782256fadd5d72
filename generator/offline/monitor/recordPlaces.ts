import { fileURLToPath, pathToFileURL } from "node:url";

import type * as pulumi from "@pulumi/pulumi";

import type { FramePlace } from "../program/programFrames.js";
import { isFileOfProgram } from "../program/programFrames.js";
import { oncePerKey } from "../oncePerKey.js";

/** Where a resource is made, as Pulumi's SDK tells the engine. */
interface SourcePosition {
  uri: string;
  line: number;
  column: number;
}

/** Of `pulumi.Resource`: the SDK keeps it out of its published types. */
interface PlaceTeller {
  stackTrace?: (skip: number) => (SourcePosition | undefined)[];
}

/** How V8 tells a stack: of so many frames, and as what this makes of them. */
interface Stacks {
  stackTraceLimit: number;
  prepareStackTrace?: ((error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined;
}

/** Frames that are looked at: a program's own resources are near, those that our components make for it some 20 away. */
const DEPTHS = [8, 64];

/**
 * Makes each registration tell the line of the user's own program that it comes from, where Pulumi's SDK would tell the
 * line of the component, after it has read the whole stack. An SDK that knows no lines is left as it is.
 */
export function recordPlaces(sdk: typeof pulumi): void {
  const teller = sdk.Resource as unknown as PlaceTeller;
  if (teller.stackTrace === undefined) return;
  teller.stackTrace = () => {
    for (const depth of DEPTHS) {
      const place = placeInProgram(depth);
      if (place !== undefined) {
        const { file, line, column } = place;
        return [{ uri: uriOf(file), line, column }];
      }
    }
    return [];
  };
}

/** URIs by file: a program registers its resources from few. */
const uriOf = oncePerKey((file) => pathToFileURL(file).href);

/**
 * The place in the user's program that is nearest to the caller; nothing where none of it is in so many frames. The frames
 * are asked one by one: to have V8 write them out as text, and to read that, takes twice as long.
 */
function placeInProgram(depth: number): FramePlace | undefined {
  const stacks: Stacks = Error;
  const { stackTraceLimit, prepareStackTrace } = stacks;
  let place: FramePlace | undefined;
  stacks.stackTraceLimit = depth;
  stacks.prepareStackTrace = (_, frames) => {
    place = nearestOfProgram(frames);
    return "";
  };
  // It is called when somebody reads the stack.
  String(new Error().stack);
  stacks.stackTraceLimit = stackTraceLimit;
  stacks.prepareStackTrace = prepareStackTrace;
  return place;
}

function nearestOfProgram(frames: readonly NodeJS.CallSite[]): FramePlace | undefined {
  for (const frame of frames) {
    const file = frame.getFileName();
    // What V8 or `eval` made is of no file.
    if (typeof file !== "string" || !isFileOfProgram(file)) continue;
    const path = file.startsWith("file:") ? fileURLToPath(file) : file;
    return { file: path, line: frame.getLineNumber() ?? 1, column: frame.getColumnNumber() ?? 1 };
  }
  return undefined;
}
