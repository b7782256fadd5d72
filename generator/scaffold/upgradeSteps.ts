import { lstatSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";
import type { FileChange } from "./changeFolder.js";
import { BASE_FILE, type Manifest, MANIFEST_FILE, readBase } from "./manifest.js";
import { hasConflictMarks, mergeTexts, type TextLabels, wholeConflict } from "./mergeTexts.js";
import { isWellFormed } from "./parseRendered.js";
import { listed, quotedValue } from "./quotedValue.js";
import { textHash } from "./textHash.js";

/** What becomes of one file, and why. */
export interface UpgradedFile {
  path: string;
  /**
   * `add`: the template has it newly. `update`: nobody has edited it. `merge`: somebody has, and both changes fit. `conflict`:
   * both are in it between marks. `remove`: the template has it no more, and nobody has edited it. `keep`: it stays, since
   * it is the user's to decide.
   */
  outcome: "add" | "update" | "merge" | "conflict" | "remove" | "keep";
}

/** What is done with one file. */
export interface Step {
  path: string;
  /** Nothing where there is nothing to say. */
  outcome?: UpgradedFile["outcome"];
  change?: FileChange;
}

/**
 * What an upgrade does with each file.
 *
 * @param root Absolute path of the repository.
 * @param rendered What the newer template makes.
 * @param version Version of this package.
 * @throws {CliError} if conflicts are there that nobody has resolved.
 */
export function upgradeSteps(
  root: string,
  manifest: Manifest,
  rendered: ReadonlyMap<string, string>,
  version: string,
): Step[] {
  const base = readBase(root, manifest);
  const recorded = Object.keys(manifest.files);
  const paths = [...new Set([...rendered.keys(), ...recorded])].sort();
  const texts = new Map(paths.map((path) => [path, currentText(root, path)] as const));
  refuseUnresolved(texts);
  const labels = {
    mine: "yours",
    base: `slipway ${manifest.slipway}`,
    theirs: `slipway ${version}`,
  };
  return paths
    .filter((path) => path !== MANIFEST_FILE && path !== BASE_FILE)
    .map((path) => {
      const was = Object.hasOwn(manifest.files, path) ? manifest.files[path] : undefined;
      const mine = texts.get(path);
      const theirs = rendered.get(path);
      return stepOf({ path, was, mine, theirs }, base.get(path) ?? "", labels);
    });
}

interface FileStates {
  path: string;
  /** Hash of what was generated; nothing for a file that the template did not have. */
  was: string | undefined;
  /** What is there. */
  mine: string | undefined;
  /** What the newer template makes. */
  theirs: string | undefined;
}

function stepOf({ path, was, mine, theirs }: FileStates, base: string, labels: TextLabels): Step {
  // Gone, or the same already.
  if (mine === theirs) return { path };
  if (mine === undefined) {
    if (was !== undefined || theirs === undefined) return { path };
    return { path, outcome: "add", change: { path, after: theirs } };
  }
  const isEdited = was !== textHash(mine);
  if (theirs === undefined) {
    return isEdited
      ? { path, outcome: "keep" }
      : { path, outcome: "remove", change: { path, before: mine } };
  }
  if (!isEdited) return { path, outcome: "update", change: { path, before: mine, after: theirs } };
  // The template is as it was: the edit is all that there is.
  if (was === textHash(theirs)) return { path };
  // npm makes its lock file of package.json and of what is there.
  if (path.endsWith("package-lock.json")) return { path, outcome: "keep" };
  const { text, conflicts } = mergeTexts({ mine, base, theirs }, labels);
  if (text === mine) return { path };
  if (conflicts === 0 && isWellFormed(path, text)) {
    return { path, outcome: "merge", change: { path, before: mine, after: text } };
  }
  const after = conflicts > 0 ? text : wholeConflict(mine, theirs, labels);
  return { path, outcome: "conflict", change: { path, before: mine, after } };
}

/**
 * The text of a file; nothing where there is none.
 *
 * @throws {CliError} if it is something else than a file.
 */
export function currentText(root: string, path: string): string | undefined {
  const file = join(root, path);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isFile()) {
    throw new CliError(
      `${quotedValue(path)} must be a file, as it was generated, and is a folder or a link; put it back, or remove it`,
    );
  }
  return readInputFile(file);
}

function refuseUnresolved(texts: ReadonlyMap<string, string | undefined>): void {
  const unresolved = [...texts]
    .filter(([, text]) => text !== undefined && hasConflictMarks(text))
    .map(([path]) => path);
  if (unresolved.length === 0) return;
  throw new CliError(
    `the repository has conflicts that nobody has resolved, in ${listed(unresolved)}; resolve them, then upgrade`,
  );
}
