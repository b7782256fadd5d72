import type { PreviewResult } from "../offline/previewResult.js";
import { findingKey } from "./findingKey.js";

type Violation = PreviewResult["policies"]["violations"][number];

/** Findings of policies that come and go between two previews. */
export interface ViolationChange {
  new: Violation[];
  /** Those of the first that are no more. */
  mended: Violation[];
  /** How many are in both. */
  standing: number;
}

/** What comes and goes of the findings of two previews. */
export function violationChange(
  after: readonly Violation[],
  before: readonly Violation[],
): ViolationChange {
  const keysOf = (all: readonly Violation[]) => new Set(all.map(findingKey));
  const [old, fresh] = [keysOf(before), keysOf(after)];
  const found = after.filter((one) => !old.has(findingKey(one)));
  return {
    new: found,
    mended: before.filter((one) => !fresh.has(findingKey(one))),
    standing: after.length - found.length,
  };
}
