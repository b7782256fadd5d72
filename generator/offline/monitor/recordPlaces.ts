import { pathToFileURL } from "node:url";

import type * as pulumi from "@pulumi/pulumi";

import { programPlace } from "../program/programFrames.js";

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
      const place = programPlace(stackOf(depth));
      if (place !== undefined) {
        const { file, line, column } = place;
        return [{ uri: pathToFileURL(file).href, line, column }];
      }
    }
    return [];
  };
}

function stackOf(depth: number): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = depth;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = limit;
  return stack;
}
