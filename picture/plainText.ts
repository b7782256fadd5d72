/** Longest text of others in a picture. */
const MOST_CHARACTERS = 60;

/** A text of others in one short line, without marks that are not seen or that turn a line around. */
export function plainText(text: string): string {
  const characters = Array.from(text.replace(/[\s\p{C}]+/gu, " ").trim());
  if (characters.length <= MOST_CHARACTERS) return characters.join("");
  return [...characters.slice(0, MOST_CHARACTERS - 1), "…"].join("");
}
