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

/** What `slipway diff --json` prints: a public contract. */
export interface DiffResult {
  /** What was compared: the words that name it, and the stack. */
  before: { source: string; stack: string };
  after: { source: string; stack: string };
  /** Resources that both have, with what differs. */
  changed: (DifferingResource & { properties: PropertyDifference[] })[];
  onlyBefore: DifferingResource[];
  onlyAfter: DifferingResource[];
  /** How many are the same in both. */
  equal: number;
  outputs: PropertyDifference[];
}
