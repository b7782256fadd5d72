import { createRequire } from "node:module";

import type * as diff from "diff";

import type { FileChange } from "../scaffold/changeFolder.js";
import { escapedText } from "./escapedText.js";
import { terminalColors } from "./terminalColors.js";

// What compares texts is loaded where something is to be compared.
const require_ = createRequire(__filename);

/** What happens to a file, as `--json` says it. */
export interface PrintedChange {
  path: string;
  change: "add" | "modify" | "remove";
  /** Unified diff of a file that is there. */
  diff?: string;
}

/** Changes as a program reads them, in order of their paths. */
export function changesJson(changes: readonly FileChange[]): PrintedChange[] {
  return inOrder(changes).map((change) => {
    const kind = kindOf(change);
    return { path: change.path, change: kind, ...(kind !== "add" && { diff: diffOf(change) }) };
  });
}

/** Changes as a person reads them: a tree of the files, and a diff of each that is there. */
export function changesText(changes: readonly FileChange[]): string {
  const { green, red, yellow } = terminalColors();
  const marks = { add: green("+"), modify: yellow("~"), remove: red("-") };
  const lines: string[] = [];
  let above: string[] = [];
  const ordered = inOrder(changes);
  for (const change of ordered) {
    const segments = change.path.split("/");
    const folders = segments.slice(0, -1);
    const shared = folders.findIndex((folder, i) => folder !== above[i]);
    for (const i of folders.keys()) {
      if (shared === -1 || i < shared) continue;
      lines.push(`  ${"  ".repeat(i)}${escapedText(folders[i] ?? "")}/`);
    }
    above = folders;
    const indent = "  ".repeat(folders.length);
    lines.push(`${marks[kindOf(change)]} ${indent}${escapedText(segments.at(-1) ?? "")}`);
  }
  const diffs = ordered.filter((change) => kindOf(change) === "modify").map(diffOf);
  // Indented as a whole, so that none of its lines looks like one of ours.
  const diffLines = diffs.flatMap((diff) => [
    "",
    ...diff
      .trimEnd()
      .split("\n")
      .map((line) => `  ${escapedText(line)}`),
  ]);
  return [...lines, ...diffLines].map((line) => `${line}\n`).join("");
}

function inOrder(changes: readonly FileChange[]): FileChange[] {
  return [...changes].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function kindOf({ before, after }: FileChange): PrintedChange["change"] {
  if (after === undefined) return "remove";
  return before === undefined ? "add" : "modify";
}

function diffOf({ path, before = "", after = "" }: FileChange): string {
  if (typeof before !== "string" || typeof after !== "string") {
    return `Binary files a/${path} and b/${path} differ\n`;
  }
  const { createTwoFilesPatch } = require_("diff") as typeof diff;
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
  });
  // Without the line of equals signs that only one tool reads.
  return patch.replace(/^=+\n/, "");
}
