import { createRequire } from "node:module";

import type * as Yaml from "yaml";

const require_ = createRequire(__filename);

/** A text of YAML that knows where in it each value stands. */
export class YamlPlaces {
  private readonly document: Yaml.Document.Parsed;
  private readonly lines: Yaml.LineCounter;

  public constructor(text: string) {
    const { LineCounter, parseDocument } = require_("yaml") as typeof Yaml;
    this.lines = new LineCounter();
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  /** Why it is no YAML, and where; nothing where it is. */
  public get problem(): { reason: string; place: string } | undefined {
    const [error] = this.document.errors;
    if (!error) return undefined;
    const [reason = ""] = error.message.split("\n", 1);
    return { reason, place: this.placeAt(error.pos[0]) };
  }

  /** The value that it is; nothing where it is empty. */
  public content(): unknown {
    return this.document.toJS() as unknown;
  }

  /**
   * Line and column of a value, such as `3:7`; of the last key of its path that there is.
   *
   * @param path Its keys, from the top.
   */
  public placeOf(path: readonly (string | number)[]): string {
    return this.placeAt(this.offsetOf(path));
  }

  private placeAt(offset: number): string {
    const { line, col } = this.lines.linePos(offset);
    return `${line}:${col}`;
  }

  private offsetOf(path: readonly (string | number)[]): number {
    const { isMap, isScalar, isSeq } = require_("yaml") as typeof Yaml;
    let node: unknown = this.document.contents;
    let offset = 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find(
          (item) => isScalar(item.key) && String(item.key.value) === key,
        );
        if (!pair) return offset;
        offset = (pair.key as Yaml.Scalar).range?.[0] ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(key)];
        offset = (node as Yaml.Node | undefined)?.range?.[0] ?? offset;
      } else return offset;
    }
    return offset;
  }
}
