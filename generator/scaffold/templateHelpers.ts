/** A value that a template may write. */
export type TemplateValue = string | number;

/** Words that some YAML parser takes for something else than text: `e1` is a number to one that reads version 1.1. */
const YAML_WORD = /^(?:y|n|yes|no|on|off|true|false|null|e-?\d+)$/i;

/**
 * One helper for each language that a value lands in. A template writes `{{ts name}}`, never `{{name}}`: what is safe
 * in one language starts code in another.
 */
export const TEMPLATE_HELPERS: Readonly<Record<string, (value: unknown) => string>> = {
  /** A TypeScript literal. */
  ts: (value) =>
    JSON.stringify(checked(value)).replace(
      /[<\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  /** A Go literal: what JSON escapes, Go does likewise. */
  go: (value) => JSON.stringify(checked(value)),
  /** A Python literal: what JSON escapes, Python does likewise. */
  py: (value) => JSON.stringify(checked(value)),
  /** A JSON literal. */
  json: (value) => JSON.stringify(checked(value)),
  /** A YAML scalar on one line: plain where every parser reads that as the same text, which no space may end. */
  yaml: (value) => {
    const given = checked(value);
    if (typeof given === "number") return String(given);
    const isPlain = /^[A-Za-z](?:[A-Za-z0-9_./ -]|:(?! |$))*(?<! )$/.test(given);
    return isPlain && !YAML_WORD.test(given) ? given : JSON.stringify(given);
  },
  /** A word of a shell command. */
  sh: (value) => {
    const text = String(checked(value));
    if (/[\0\r\n]/.test(text))
      throw new Error(`a shell word must be one line: ${JSON.stringify(text)}`);
    return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
  },
  /** A part of an argument of a Dockerfile, also within double quotes. */
  docker: (value) => {
    const text = String(checked(value));
    if (/^[\w./:@~?=-]+$/.test(text)) return text;
    throw new Error(`a Dockerfile takes no such value: ${JSON.stringify(text)}`);
  },
  /** A name of Protocol Buffers, with those that it is in. */
  proto: (value) => {
    const text = String(checked(value));
    if (/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(text)) return text;
    throw new Error(`Protocol Buffers take no such name: ${JSON.stringify(text)}`);
  },
  /** Text in Markdown. */
  md: (value) => String(checked(value)).replace(/[\\`*_{}[\]()<>#+!|~&$-]/g, "\\$&"),
};

function checked(value: unknown): TemplateValue {
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) {
    return value;
  }
  throw new Error(
    `a template uses a value that is ${value === undefined ? "not there" : "no text and no number"}`,
  );
}
