/** By the output that stands in checked arguments, the one that the program gave. */
const GIVEN = new WeakMap<object, unknown>();

/** Remembers which output a checked one comes from. */
export function rememberGiven(checked: object, given: unknown): void {
  GIVEN.set(checked, given);
}

/** A value of checked arguments as the very object that the program gave, by which others may know it. */
export function givenValue(value: unknown): unknown {
  return typeof value === "object" && value !== null && GIVEN.has(value) ? GIVEN.get(value) : value;
}
