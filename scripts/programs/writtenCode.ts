/** `minCapacity` as `min_capacity`. */
export function snakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** `minCapacity` as `MinCapacity`. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** What brackets hold, each part on lines of its own, or nothing between them. */
export function bracketed(
  open: string,
  parts: readonly string[],
  close: string,
  unit = "    ",
): string {
  if (parts.length === 0) return open + close;
  return [open, ...parts.map((part) => indented(part, unit)), close].join("\n");
}

/** All lines of a text, further in. */
export function indented(text: string, unit = "    "): string {
  return text.replaceAll(/^(?=.)/gm, unit);
}

/** A text as a literal that all these languages read alike. */
export function literal(text: string): string {
  return JSON.stringify(text);
}
