import { isMap } from "../../../../policies/resource/secretSignature.js";

type Values = Readonly<Record<string, unknown>>;

/** Maps whose keys the program makes up: AWS adds none of its own. */
const OWN_KEYS: readonly string[] = ["dockerLabels", "options"];

/**
 * Whether what was said to AWS is what AWS answers, in the way in which it writes it: numbers may be texts, what is empty may be left
 * out, maps of a list may be in another order, and where a map says nothing AWS may have a default, which is a plain value.
 */
export function isSaid(said: unknown, found: unknown): boolean {
  return isSaidAs("", said, found);
}

/** Whether a value says nothing: no text, zero, false, or a list or a map with nothing else in it. */
export function isEmpty(value: unknown): boolean {
  return isHeld(value) ? Object.values(value).every(isEmpty) : !value;
}

function isSaidAs(key: string, said: unknown, found: unknown): boolean {
  // Zero asks for the default too, such as any port of the host.
  if (said === undefined || said === null || said === 0) return !isHeld(found) || isEmpty(found);
  if (isEmpty(said)) return isEmpty(found);
  if (Array.isArray(said)) return Array.isArray(found) && isSaidList(said, found);
  if (isMap(said)) return isMap(found) && isSaidMap(said, found, OWN_KEYS.includes(key));
  return !isHeld(found) && textOf(said) === textOf(found);
}

function isSaidMap(said: Values, found: Values, ownKeys: boolean): boolean {
  const asked = new Map(
    // The provider takes the API's names with a capital letter too.
    Object.entries(said).map(([key, value]) => [ownKeys ? key : uncapitalized(key), value]),
  );
  return [...new Set([...asked.keys(), ...Object.keys(found)])].every((key) =>
    ownKeys && !asked.has(key) ? isEmpty(found[key]) : isSaidAs(key, asked.get(key), found[key]),
  );
}

/** The order of plain values has a meaning, such as that of a command's words. */
function isSaidList(said: readonly unknown[], found: readonly unknown[]): boolean {
  if (said.length !== found.length) return false;
  const left = [...found];
  return said.every((each, i) => {
    if (!isHeld(each)) return isSaid(each, found[i]);
    const at = left.findIndex((other) => isSaid(each, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function isHeld(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
