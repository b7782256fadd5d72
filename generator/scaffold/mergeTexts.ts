import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import { watchFolder } from "./watchFolder.js";

/** A text of which two have made something else. */
export interface ThreeTexts {
  /** What its user has made of it. */
  mine: string;
  /** What both had; empty where nobody knows it any more. */
  base: string;
  /** What the newer template makes. */
  theirs: string;
}

/** What `mine`, `base` and `theirs` are called in the marks of a conflict. */
export type TextLabels = Readonly<Record<keyof ThreeTexts, string>>;

/** More than it says: a conflict in each line of a file that `readInputFile` takes. */
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Merges what two have made of a text, as git does: what only one has changed is taken, and where both have changed the same
 * lines both versions stand between marks.
 *
 * @throws {CliError} if there is no git.
 * @see https://git-scm.com/docs/git-merge-file
 */
export function mergeTexts(
  texts: ThreeTexts,
  labels: TextLabels,
): { text: string; conflicts: number } {
  const isWindows = /\r\n/.test(texts.mine) && !/(?<!\r)\n/.test(texts.mine);
  const mine = isWindows ? texts.mine.replaceAll("\r\n", "\n") : texts.mine;
  const { text, conflicts } = merge({ ...texts, mine }, labels);
  return { text: isWindows ? text.replaceAll("\n", "\r\n") : text, conflicts };
}

function merge(texts: ThreeTexts, labels: TextLabels): { text: string; conflicts: number } {
  const folder = mkdtempSync(join(tmpdir(), "slipway-merge-"));
  const endWatch = watchFolder(folder);
  try {
    const names = ["mine", "base", "theirs"] as const;
    for (const name of names) writeFileSync(join(folder, name), texts[name]);
    const marks = names.flatMap((name) => ["-L", labels[name]]);
    const { status, stdout, stderr, error } = spawnSync(
      "git",
      ["merge-file", "-p", ...marks, ...names],
      { cwd: folder, encoding: "utf8", maxBuffer: LARGEST_ANSWER_BYTES },
    );
    // It ends with the number of conflicts, at most 127; above it did not come to an end.
    if (error === undefined && status !== null && status < 128) {
      return { text: stdout, conflicts: status };
    }
    const [why = ""] = (error?.message ?? stderr).split("\n");
    throw new CliError(`git must merge the newer template with your files, and said: ${why}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    endWatch();
  }
}

/** Both texts as a whole between marks, where their lines do not go together. */
export function wholeConflict(mine: string, theirs: string, labels: TextLabels): string {
  const ended = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
  return [
    `<<<<<<< ${labels.mine}\n`,
    ended(mine),
    "=======\n",
    ended(theirs),
    `>>>>>>> ${labels.theirs}\n`,
  ].join("");
}

/** Whether a text has marks of a conflict that nobody has resolved. */
export function hasConflictMarks(text: string): boolean {
  return [/^<{7} /m, /^={7}\r?$/m, /^>{7} /m].every((mark) => mark.test(text));
}
