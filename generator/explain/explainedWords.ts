import type { Entry } from "./explanation.js";

/** The names that a shell offers behind `slipway explain`: words without a blank or a dot, of all but flags and codes. */
export function explainedWords(entries: readonly Entry[]): string[] {
  return entries
    .map(({ explanation }) => explanation.name)
    .filter((name) => /^[A-Za-z-]+$/.test(name))
    .sort();
}
