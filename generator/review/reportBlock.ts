/** A part of a report, before it is Markdown or HTML. Texts are as they are: who renders them makes them harmless. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string }
  | { kind: "table"; columns: string[]; rows: string[][] }
  | { kind: "list"; items: string[] }
  | { kind: "folded"; title: string; blocks: Block[] }
  | Drawing;

/** What is drawn: as text where there is only text, and else as SVG, which is made where it is asked for. */
export interface Drawing {
  kind: "drawing";
  title: string;
  /** What the text is written in; nothing for a plain one. No text of others in it is the end of a fence. */
  language?: "mermaid";
  text: string;
  svg: () => Promise<Figure[]>;
}

/** One of the pictures that a drawing is made of. */
export interface Figure {
  caption?: string;
  svg: string;
}

/** How much of a report is shown. */
export interface ReportLimits {
  /** Rows of each table and list. */
  rows: number;
  /** Characters of a text that others wrote. */
  characters: number;
}

/** `1 resource`, `2 resources`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A table with its heading, as far as it is shown; nothing where it has no row. */
export function tableBlocks(
  heading: string | undefined,
  columns: string[],
  rows: readonly string[][],
  { rows: most, characters }: ReportLimits,
): Block[] {
  if (rows.length === 0) return [];
  const shown = rows
    .slice(0, most)
    .map((row) => row.map((cell) => shortened(cell, characters * 2)));
  return [
    ...(heading === undefined ? [] : [{ kind: "heading", text: heading } as const]),
    { kind: "table", columns, rows: shown },
    ...more(rows.length - shown.length),
  ];
}

/** A list, as far as it is shown. */
export function listBlock(items: readonly string[], { rows, characters }: ReportLimits): Block {
  const shown = items.slice(0, rows).map((item) => shortened(item, characters * 2));
  const rest = items.length - shown.length;
  return { kind: "list", items: rest > 0 ? [...shown, `${rest} more`] : shown };
}

/** Blocks that are shown where somebody wants to see them. */
export function folded(title: string, blocks: Block[]): Block {
  return { kind: "folded", title, blocks };
}

/** Says how many are left out. */
export function more(count: number): Block[] {
  return count > 0 ? [{ kind: "text", text: `${count} more, which --format json has.` }] : [];
}

/** A text up to a length. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
