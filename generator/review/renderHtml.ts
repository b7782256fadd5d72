import { htmlText } from "./htmlText.js";
import type { Block, Figure } from "./reportBlock.js";

const STYLE = [
  ":root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}",
  // A table scrolls before its words are broken to pieces.
  "table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid #8888;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;min-width:4.5rem}td:first-child{min-width:9rem}td.long{min-width:16rem}",
  "summary{cursor:pointer}.drawing{display:flex;flex-wrap:wrap;gap:1rem;margin:1rem 0}",
  "figure{margin:0;max-width:100%;overflow-x:auto}figcaption{font-weight:600}",
  // A picture shrinks to the page as long as it can be read, and scrolls then; on a small screen it scrolls at once.
  "figure svg{display:block;height:auto;max-width:max(100%,calc(var(--width)*.6))}@media(max-width:48rem){figure svg{max-width:none}}figure .timeline{max-width:100%}",
].join("");

/** Letters of a text that must not become a column of single words. */
const LONG_TEXT = 40;

/** Blocks as a page of HTML that needs nothing beside it: no script, no other file. */
export async function renderHtml(title: string, blocks: readonly Block[]): Promise<string> {
  const parts = await Promise.all(blocks.map((block, i) => html(block, i === 0 ? 1 : 2)));
  return (
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n` +
    `<title>${htmlText(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n${parts.join("\n")}\n</main>\n</body>\n</html>`
  );
}

async function html(block: Block, level: number): Promise<string> {
  switch (block.kind) {
    case "heading":
      return `<h${level}>${htmlText(block.text)}</h${level}>`;
    case "text":
      return `<p>${htmlText(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${htmlText(item)}</li>`).join("")}</ul>`;
    case "table":
      // What scrolls can be scrolled by the keyboard.
      return `<table tabindex="0">\n${row("th", block.columns)}\n${block.rows.map((cells) => row("td", cells)).join("\n")}\n</table>`;
    case "folded": {
      const parts = await Promise.all(block.blocks.map((one) => html(one, level)));
      return `<details><summary>${htmlText(block.title)}</summary>\n${parts.join("\n")}\n</details>`;
    }
    case "drawing": {
      const figures = (await block.svg()).map(figure);
      return `<h2>${htmlText(block.title)}</h2>\n<div class="drawing">\n${figures.join("\n")}\n</div>`;
    }
  }
}

function figure({ caption, svg }: Figure): string {
  const width = /^<svg[^>]*? width="([\d.]+(?:pt)?)"/.exec(svg)?.[1] ?? "0";
  const own = width.endsWith("pt") ? width : `${width}px`;
  const told = caption === undefined ? "" : `<figcaption>${htmlText(caption)}</figcaption>\n`;
  return `<figure style="--width:${own}">\n${told}${svg}\n</figure>`;
}

function row(tag: string, cells: readonly string[]): string {
  const each = cells.map((cell) => {
    const style = tag === "td" && cell.length > LONG_TEXT ? ' class="long"' : "";
    return `<${tag}${style}>${htmlText(cell)}</${tag}>`;
  });
  return `<tr>${each.join("")}</tr>`;
}
