import type { ChangeReport } from "./changeReport.js";
import { renderMarkdown } from "./renderMarkdown.js";
import { reportBlocks } from "./reportBlocks.js";

/** Bytes of a comment: GitHub takes 65,536 characters. */
const LARGEST_BYTES = 60_000;

const FIRST_LIMITS = { rows: 200, characters: 120 };

/**
 * A report as a comment of a pull request. Its first line, which is not shown, tells a workflow which comment it is to edit;
 * whatever the size of the change, it is small enough to be taken.
 */
export function commentText(report: ChangeReport): string {
  const mark = `<!-- slipway report: ${report.stack.replace(/[^\w.-]/g, "-")} -->`;
  for (let { rows, characters } = FIRST_LIMITS; ; rows = Math.floor(rows / 2)) {
    const text = `${mark}\n${renderMarkdown(reportBlocks(report, { rows, characters }))}`;
    if (Buffer.byteLength(text) <= LARGEST_BYTES || rows <= 1) return text;
    characters = Math.max(40, Math.floor(characters / 1.5));
  }
}
