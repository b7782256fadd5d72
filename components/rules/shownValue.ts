/** How much of a text a message shows. */
const LONGEST = 80;

/** How many keys of a map a message names. */
const MOST_KEYS = 5;

/** A value as it was written, in one short line: `"3000"` with its quotes, `3000` without, a map by its keys. */
export function shownValue(value: unknown): string {
  if (typeof value === "string") return shownText(value);
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : listOf(value.length);
  if (typeof value === "object" && value !== null) return shownMap(Object.keys(value), value);
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  if (typeof value === "number") return `${value}`;
  return typeof value === "bigint" ? `${value}n` : JSON.stringify(value);
}

/** A text in quotes, cut where it is long, with what no terminal should get escaped. */
function shownText(text: string): string {
  return withoutControls(
    JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text),
  );
}

/** A text with its control characters escaped, and the marks that turn the direction of text: JSON leaves many as they are. */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (control) => {
    return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function listOf(length: number): string {
  return `a list of ${length}`;
}

function shownMap(keys: readonly string[], value: object): string {
  if ("__pulumiOutput" in value) return "an output";
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  if (kind !== "Object") return `a ${kind}`;
  if (keys.length === 0) return "an empty map";
  const more = keys.length > MOST_KEYS ? ", …" : "";
  return `a map of ${keys.slice(0, MOST_KEYS).map(shownText).join(", ")}${more}`;
}
