import { renderHtml } from "../../review/renderHtml.js";
import { renderMarkdown } from "../../review/renderMarkdown.js";
import type { Block, ReportLimits } from "../../review/reportBlock.js";
import { jsonText } from "../../terminal/escapedText.js";
import type { FleetFormat } from "./fleetFormats.js";

/** A page may be as long as it likes, up to where nobody reads on. */
const HTML_LIMITS = { rows: 5000, characters: 800 };

/** A comment may not: those of GitHub have at most 65,536 characters. */
const MARKDOWN_LIMITS = { rows: 100, characters: 300 };

/** A report of a fleet, before it is printed. */
export interface FleetDocument {
  /** Of the page. */
  title: string;
  /** What JSON has. */
  value: unknown;
  blocks: (limits: ReportLimits) => Block[];
  /** For a terminal. */
  text: () => string;
}

/** A report in the form that was asked for. */
export async function fleetDocument(
  format: FleetFormat,
  { title, value, blocks, text }: FleetDocument,
): Promise<string> {
  switch (format) {
    case "text":
      return text();
    case "markdown":
      return renderMarkdown(blocks(MARKDOWN_LIMITS));
    case "html":
      return await renderHtml(title, blocks(HTML_LIMITS));
    case "json":
      return jsonText(value, 2);
  }
}
