const LONGEST = 80;

/**
 * A value for an error message: JSON in ASCII, so that it stays on one line, shows its type, and no character of it
 * hides or turns the text around it. Long texts are cut.
 */
export function quotedValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const cut = typeof value === "string" && value.length > LONGEST;
  const text = JSON.stringify(cut ? `${value.slice(0, LONGEST)}...` : value);
  return text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The first three of a list, with what there are more of them. */
export function listed(texts: readonly string[]): string {
  return texts.slice(0, 3).join(", ") + (texts.length > 3 ? ", ..." : "");
}
