import { spawnSync } from "node:child_process";
import { parsePatch } from "diff";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** Lines of files that differ from a commit, as Stryker takes them: `path:12-14`. */
export type ChangedLines = { ranges: string[]; base: string } | { reason: string };

/** The branch that changes are compared with. */
const TRUNK = "origin/main";

/**
 * The lines that differ from where this branch left another; on that branch itself, what its last commit changed.
 *
 * @param asked The other branch, or a commit. Without one it is the remote's main branch.
 */
export function changedLines(asked: string | undefined): ChangedLines {
  const trunk = asked ?? TRUNK;
  const head = git("rev-parse", "HEAD");
  if (head === undefined) return { reason: "this is no repository of Git" };
  const met = git("merge-base", trunk, "HEAD");
  if (met === undefined && asked !== undefined) {
    return { reason: `Git knows no '${asked}' that this branch has come from` };
  }
  const base = met === undefined || met === head ? git("rev-parse", "HEAD^") : met;
  if (base === undefined) return { reason: `there is neither ${trunk} nor a commit before this` };
  const diff = git("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-prefix", base);
  if (diff === undefined) return { reason: `Git cannot compare with ${base}` };
  return { ranges: rangesIn(diff), base };
}

/** The lines that a diff without context adds or changes. */
export function rangesIn(diff: string): string[] {
  return parsePatch(diff).flatMap(({ newFileName = "", hunks }) =>
    hunks
      .filter(({ newLines }) => newLines > 0)
      .map(({ newStart, newLines }) => `${newFileName}:${newStart}-${newStart + newLines - 1}`),
  );
}

function git(...parameters: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", parameters, {
    cwd: packageRoot(),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return status === 0 ? stdout.trim() : undefined;
}
