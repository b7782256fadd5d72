import type { Block } from "./reportBlocks.js";

const STYLE =
  ":root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}" +
  "table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid #8888;padding:.25rem .5rem;text-align:left;" +
  "vertical-align:top;overflow-wrap:anywhere}";

/** Blocks as a page of HTML that needs nothing beside it: no script, no other file. */
export function renderHtml(title: string, blocks: readonly Block[]): string {
  const body = blocks.map((block, i) => html(block, i === 0 ? 1 : 2)).join("\n");
  return (
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n` +
    `<title>${escaped(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n${body}\n</body>\n</html>`
  );
}

function html(block: Block, level: number): string {
  switch (block.kind) {
    case "heading":
      return `<h${level}>${escaped(block.text)}</h${level}>`;
    case "text":
      return `<p>${escaped(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
    case "table":
      return `<table>\n${row("th", block.columns)}\n${block.rows.map((cells) => row("td", cells)).join("\n")}\n</table>`;
    case "folded":
      return `<details><summary>${escaped(block.title)}</summary>\n${block.blocks.map((one) => html(one, level)).join("\n")}\n</details>`;
  }
}

function row(tag: string, cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("")}</tr>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
