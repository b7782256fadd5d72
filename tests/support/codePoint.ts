import fc from "fast-check";

/** The halves of surrogate pairs, which are no characters, lie in the midst of the code points. */
const SURROGATES = { first: 0xd800, count: 0x800 };

const LAST = 0x10ffff;

/**
 * Any character of Unicode, as a unit of `fc.string`. In place of fast-check's "binary", which draws the same and keeps a
 * table of them all, 85 MiB, for as long as its process lives.
 */
export const codePoint: fc.Arbitrary<string> = fc
  .nat(LAST - SURROGATES.count)
  .map(characterAt, indexOf);

function characterAt(index: number): string {
  return String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count);
}

/** For shrinking; what it throws says that a text is no character. */
function indexOf(character: unknown): number {
  const code = typeof character === "string" ? character.codePointAt(0) : undefined;
  const index = code === undefined || code < SURROGATES.first ? code : code - SURROGATES.count;
  if (index === undefined || index < 0 || characterAt(index) !== character) {
    throw new Error("not one character");
  }
  return index;
}
