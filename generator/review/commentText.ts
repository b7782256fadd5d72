import type { ChangeReport } from "./changeReport.js";
import { renderMarkdown } from "./renderMarkdown.js";
import type { Block, Drawing, ReportLimits } from "./reportBlock.js";
import { reportBlocks } from "./reportBlocks.js";

/** Bytes of a comment: GitHub takes 65,536 characters. */
export const LARGEST_BYTES = 60_000;

/** Bytes into which the shortest report fits. */
export const FEWEST_BYTES = 4000;

const FIRST_LIMITS = { rows: 200, characters: 120 };

/**
 * A report as a comment of a pull request. Its first line, which is not shown, tells a workflow which comment it is to edit;
 * whatever the size of the change, it is small enough to be taken. The picture is the first thing that is left out.
 *
 * @param picture The stack in a picture, which is shown folded.
 * @param maxBytes Where it is only a part of a comment; at least {@link FEWEST_BYTES}.
 */
export function commentText(
  report: ChangeReport,
  picture?: Drawing,
  maxBytes = LARGEST_BYTES,
): string {
  const isTaken = (text: string) => Buffer.byteLength(text) <= maxBytes;
  const mark = `<!-- slipway report: ${report.stack.replace(/[^\w.-]/g, "-")} -->`;
  const text = (limits: ReportLimits, last: readonly Block[] = []) =>
    `${mark}\n${renderMarkdown([...reportBlocks(report, limits), ...last])}`;
  if (picture !== undefined) {
    const drawn = text(FIRST_LIMITS, [picture]);
    if (isTaken(drawn)) return drawn;
  }
  for (let { rows, characters } = FIRST_LIMITS; ; rows = Math.floor(rows / 2)) {
    const shortened = text({ rows, characters });
    if (isTaken(shortened) || rows <= 1) return shortened;
    characters = Math.max(40, Math.floor(characters / 1.5));
  }
}
