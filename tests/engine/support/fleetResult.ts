import assert from "node:assert/strict";

import type { FleetRunResult } from "../../../generator/fleet/index.js";
import type { Finished } from "./process.js";

/** What a command of a fleet has printed as JSON. */
export function resultOf(ended: Finished): FleetRunResult {
  assert.notEqual(ended.stdout, "", ended.stderr);
  return JSON.parse(ended.stdout) as FleetRunResult;
}

/** How many stacks of a result are in each state. */
export function counts({ stacks }: FleetRunResult): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { state } of stacks) counted[state] = (counted[state] ?? 0) + 1;
  return counted;
}
