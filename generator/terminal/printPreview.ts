import { escapedText } from "./escapedText.js";
import { costLines } from "./costLines.js";
import { deploymentLines } from "./deploymentLines.js";
import { outputLines } from "./summary.js";
import { terminalColors } from "./terminalColors.js";
import type { Paint } from "./policyLines.js";
import { counted, PLAIN, policyLines } from "./policyLines.js";
import type { PreviewResult } from "../offline/previewResult.js";
import type { TreeLine } from "./resourceTree.js";
import { resourceTree } from "./resourceTree.js";

/** Columns that descriptions start at, if no line before them is longer. */
const DESCRIPTION_COLUMN = 50;

/** Characters of an output's line. */
const LONGEST_OUTPUT = 160;

/** The colours of standard output: none unless it is a terminal that wants them. */
export function terminalPaint(): Paint {
  const { bold, dim, red, yellow } = terminalColors();
  return { strong: bold, faint: dim, alarming: red, warning: yellow };
}

/**
 * A preview for people: the tree of resources, what the policies say, and the outputs.
 *
 * @param kind How it was made, such as `offline`.
 */
export function printPreview(result: PreviewResult, kind: string, paint: Paint = PLAIN): string {
  const tree = resourceTree(result.resources);
  const title = `${escapedText(result.stack)} (${kind})`;
  const outputs = outputLines(result.outputs).map(shortened);
  return [
    `${paint.strong(title)}${gap(title)}${counted(tree.length, "resource")}`,
    ...tree.map((line) => treeText(line, paint)),
    ...policyLines(result.policies, paint),
    ...(result.cost ? costLines(result.cost, paint) : []),
    ...(result.deployments ? deploymentLines(result.deployments, paint) : []),
    ...(outputs.length > 0 ? [paint.strong("Outputs"), ...outputs] : []),
  ].join("\n");
}

/** References of a platform are long; `--json` has them in full. */
function shortened(line: string): string {
  return line.length <= LONGEST_OUTPUT ? line : `${line.slice(0, LONGEST_OUTPUT - 1)}…`;
}

function treeText({ branches, type, name, description }: TreeLine, paint: Paint): string {
  const shown = `${paint.faint(branches)}${type} ${paint.strong(name)}`;
  if (description === "") return shown;
  return `${shown}${gap(`${branches}${type} ${name}`)}${paint.faint(description)}`;
}

/** Spaces from the end of a text to the next column. */
function gap(text: string): string {
  return " ".repeat(Math.max(2, DESCRIPTION_COLUMN - text.length));
}
