import type { Block } from "./reportBlock.js";

/** Blocks as GitHub's Markdown, in which no text of others is a mark, a tag, a mention or a link. */
export function renderMarkdown(blocks: readonly Block[], level = 2): string {
  return blocks.map((block, i) => markdown(block, i === 0 ? level : level + 1)).join("\n\n");
}

function markdown(block: Block, level: number): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(level)} ${prose(block.text)}`;
    case "text":
      return prose(block.text);
    case "list":
      return block.items.map((item) => `- ${prose(item)}`).join("\n");
    case "table":
      return [block.columns, block.columns.map(() => "---"), ...block.rows]
        .map((row, i) => `| ${row.map((cell) => (i === 1 ? cell : prose(cell))).join(" | ")} |`)
        .join("\n");
    case "drawing":
      return `<details><summary>${prose(block.title)}</summary>\n\n\`\`\`${block.language ?? "text"}\n${block.text}\`\`\`\n\n</details>`;
    case "folded":
      return `<details><summary>${prose(block.title)}</summary>\n\n${renderMarkdown(block.blocks, level)}\n\n</details>`;
  }
}

function prose(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f]+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_[\]()#|~!]/g, "\\$&")
    .replaceAll("@", "&#64;")
    .replaceAll("://", "&#58;//")
    .replaceAll("www.", "www&#46;");
}
