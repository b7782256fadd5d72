import { stripVTControlCharacters } from "node:util";
import { maskSecrets } from "../../../components/rules/secretMask.js";

/** A line of a log without colours and secrets. */
export function shownText(line: string, secrets: readonly string[]): string {
  return maskSecrets(stripVTControlCharacters(line).trimEnd(), secrets, { withinWords: true });
}
