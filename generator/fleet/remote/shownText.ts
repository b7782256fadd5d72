import { stripVTControlCharacters } from "node:util";

/** In place of a secret, as the engine writes it. */
const SECRET = "[secret]";

/** A line of a log without colours and secrets. */
export function shownText(line: string, secrets: readonly string[]): string {
  let text = stripVTControlCharacters(line).trimEnd();
  // The longer first: one may be a part of another.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    text = text.replaceAll(secret, SECRET);
  }
  return text;
}
