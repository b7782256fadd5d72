import type { ViolationChange } from "./violationChange.js";

/** A property that two previews have different values of. */
export interface PropertyDifference {
  /** Such as `desiredCount` or `containerDefinitions[orders].image`. */
  path: string;
  /** Absent where only the second preview has it. */
  before?: unknown;
  /** Absent where only the first has it. */
  after?: unknown;
}

/** A resource that one preview has, or both. */
export interface DifferingResource {
  /** URN in the second preview, or in the first where only that one has it. */
  urn: string;
  type: string;
  name: string;
}

/** What was compared: the word that names it, its stack, and what its preview warns of, where it does. */
export interface DiffedSource {
  source: string;
  stack: string;
  warnings?: string[];
}

/** What `slipway diff --json` prints: a public contract. */
export interface DiffResult {
  before: DiffedSource;
  after: DiffedSource;
  /** Resources that both have, with what differs. */
  changed: (DifferingResource & { properties: PropertyDifference[] })[];
  onlyBefore: DifferingResource[];
  onlyAfter: DifferingResource[];
  /** How many are the same in both. */
  equal: number;
  outputs: PropertyDifference[];
  /** Findings that come and go, of Slipway's policies and of those of packs; absent unless a pack is named. */
  violations?: ViolationChange;
}
