/** How a pattern is compared. */
export interface GlobOptions {
  /** Whether letter case does not matter. */
  ignoreCase?: boolean;
  /** A character that `?` does not stand for. */
  exceptOne?: string;
}

/**
 * Whether a whole text fits a pattern in which `*` stands for any characters and `?` for one. Each piece between two `*`
 * is looked for once, where it comes first: no pattern makes it try again, as a regular expression would.
 */
export function matchesGlob(pattern: string, text: string, options: GlobOptions = {}): boolean {
  const { ignoreCase = false, exceptOne } = options;
  const [first = "", ...others] = (ignoreCase ? pattern.toLowerCase() : pattern).split("*");
  const whole = ignoreCase ? text.toLowerCase() : text;
  if (others.length === 0)
    return first.length === whole.length && fitsAt(first, whole, 0, exceptOne);
  const last = others.pop() ?? "";
  const end = whole.length - last.length;
  if (first.length > end || !fitsAt(first, whole, 0, exceptOne)) return false;
  if (!fitsAt(last, whole, end, exceptOne)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = placeOf(piece, whole, at, exceptOne);
    if (found === undefined) return false;
    at = found + piece.length;
  }
  return at <= end;
}

/** The first place from which a piece fits. */
function placeOf(
  piece: string,
  text: string,
  from: number,
  exceptOne: string | undefined,
): number | undefined {
  if (!piece.includes("?")) {
    const found = text.indexOf(piece, from);
    return found < 0 ? undefined : found;
  }
  for (let at = from; at + piece.length <= text.length; at++) {
    if (fitsAt(piece, text, at, exceptOne)) return at;
  }
  return undefined;
}

function fitsAt(piece: string, text: string, at: number, exceptOne: string | undefined): boolean {
  if (!piece.includes("?")) return text.startsWith(piece, at);
  for (let i = 0; i < piece.length; i++) {
    const letter = text[at + i];
    const fits = piece[i] === "?" ? letter !== exceptOne : letter === piece[i];
    if (!fits || letter === undefined) return false;
  }
  return true;
}
