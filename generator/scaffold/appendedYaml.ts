import { isDeepStrictEqual } from "node:util";

import { type Document, parseDocument, stringify } from "yaml";

/** Where something is added to a YAML text. */
interface YamlPlace {
  /** Offset at which the last value before it ends. */
  valueEnd: number;
  /** What each of its lines begins with. */
  indent: string;
}

/** A YAML text with more lines behind one of its values, which end as its own do. The rest stays to the byte. */
export function appendedYaml(text: string, more: object, { valueEnd, indent }: YamlPlace): string {
  const lineEnd = text.indexOf("\n", Math.max(0, valueEnd - 1));
  const at = lineEnd === -1 ? text.length : lineEnd + 1;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = stringify(more, { lineWidth: 0 }).trimEnd().split("\n");
  const added = lines.map((line) => `${indent}${line}${end}`).join("");
  return `${text.slice(0, at)}${lineEnd === -1 ? end : ""}${added}${text.slice(at)}`;
}

/** What was appended by lines, where it says what the document does; else the document, written anew. */
export function writtenYaml(document: Document, appended: string | undefined): string {
  const whole = document.toString({ lineWidth: 0 });
  if (appended === undefined) return whole;
  return isDeepStrictEqual(parseDocument(appended).toJS(), document.toJS()) ? appended : whole;
}
