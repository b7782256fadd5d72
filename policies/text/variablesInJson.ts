/** So deep goes what programs are configured by. */
const DEEPEST = 20;

/** A name with a text. */
interface NamedText {
  name: string;
  value: string;
}

/**
 * The texts that a text of JSON holds, each by the key that it stands at; `{ "name": "A", "value": "b" }` is a variable by
 * itself. None in any other text, and none of what templates leave to be no JSON yet.
 */
export function variablesInJson(text: string): NamedText[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return variablesIn("", JSON.parse(text), 0);
  } catch {
    return [];
  }
}

function variablesIn(name: string, value: unknown, depth: number): NamedText[] {
  if (typeof value === "string") return [{ name, value }];
  if (typeof value !== "object" || value === null || depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((one) => variablesIn(name, one, depth + 1));
  const own = Object.entries(value).flatMap(([key, inner]) => variablesIn(key, inner, depth + 1));
  const { name: called, value: held } = value as Partial<Record<string, unknown>>;
  const isVariable = typeof called === "string" && typeof held === "string";
  return isVariable ? [...own, { name: called, value: held }] : own;
}
