import { existsSync, lstatSync, realpathSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import { packageRoot } from "../project/packageRoot.js";
import { readInputFile } from "../project/readInputFile.js";
import type { Answers } from "./answers.js";
import { changeFolder, type FileChange, textHash, undoUnfinished } from "./changeFolder.js";
import { collectAnswers } from "./collectAnswers.js";
import { homeFolder } from "./layout.js";
import { loadTemplate } from "./loadTemplate.js";
import {
  BASE_FILE,
  layoutOf,
  type Manifest,
  MANIFEST_FILE,
  readBase,
  readManifest,
} from "./manifest.js";
import { hasConflictMarks, mergeTexts, type TextLabels, wholeConflict } from "./mergeTexts.js";
import { packageSource } from "./packageSource.js";
import { parseRendered } from "./parseRendered.js";
import { plan } from "./plan.js";
import { ownManifest } from "./prepareScaffold.js";
import { listed, quotedValue } from "./quotedValue.js";

/** What an upgrade is made from. */
export interface UpgradeRequest {
  /** Folder of the repository. */
  directory: string;
  /** What the repository depends on for this package. Default: where this package came from. */
  package?: string | undefined;
  /** Whether nothing is written. */
  dryRun?: boolean | undefined;
  /** Ends the writing when it throws; called before each file. */
  proceed?: (() => void) | undefined;
}

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

/** What an upgrade did, or would do. */
export interface UpgradeResult {
  template: string;
  /** Version of this package that generated the repository. */
  from: string;
  /** Version of this package. */
  to: string;
  files: UpgradedFile[];
  warnings: string[];
  next: string[];
  /** What is written, in the manifest too. */
  changes: readonly FileChange[];
}

/**
 * Brings a generated repository to the template of this version: what nobody has edited is updated, what somebody has edited
 * is merged, and nothing that is the user's is lost.
 *
 * @throws {CliError} if it is no generated repository, or has conflicts that nobody has resolved; nothing is written then.
 */
export async function upgrade(request: UpgradeRequest): Promise<UpgradeResult> {
  if (!existsSync(request.directory)) {
    throw new CliError(
      `'directory' must be a folder that exists, got ${quotedValue(request.directory)}; "." works`,
    );
  }
  const root = realpathSync(request.directory);
  await undoUnfinished(root);
  const manifest = readManifest(root);
  const layout = layoutOf(manifest);
  const template = loadTemplate(join(packageRoot(), "templates"), manifest.template);
  const answers = await recordedAnswers(manifest, template.questions);
  const source = packageSource(packageRoot(), join(root, homeFolder(layout)), request.package);
  const own = ownManifest();
  const { leftOut = [] } = manifest;
  const rendered = plan({ answers, template, own, source, layout, leftOut });
  const steps = outcomes(root, manifest, rendered, own.version);
  const files = steps.flatMap(({ path, outcome }) => (outcome ? [{ path, outcome }] : []));
  const changes = [
    ...steps.flatMap(({ change }) => (change ? [change] : [])),
    ...records(root, rendered),
  ];
  if (request.dryRun !== true) await changeFolder(root, changes, request.proceed);
  return {
    template: manifest.template,
    from: manifest.slipway,
    to: own.version,
    files,
    warnings: warnings(files),
    next: nextSteps(files, homeFolder(layout)),
    changes,
  };
}

/** The answers of the manifest; what a newer template asks beside them has its default. */
async function recordedAnswers(
  { answers, template, dockerfile }: Manifest,
  questions: readonly (keyof Answers)[],
): Promise<Answers> {
  const asked = Object.entries(answers).filter(([key]) => questions.some((each) => each === key));
  const flags = Object.fromEntries(asked.map(([key, value]) => [key, String(value)]));
  // Who brought a Dockerfile was not asked for a language once.
  const brought = dockerfile !== undefined && questions.includes("language");
  const given = { ...(brought && { language: "none" }), ...flags, template };
  return collectAnswers({ flags: given, questions, ask: undefined });
}

interface Step {
  path: string;
  /** Nothing where there is nothing to say. */
  outcome?: UpgradedFile["outcome"];
  change?: FileChange;
}

function outcomes(
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

/** Lines of two that fit beside each other may still be no JSON, with a comma too few. */
function isWellFormed(path: string, text: string): boolean {
  try {
    parseRendered(path, text);
    return true;
  } catch {
    return false;
  }
}

/** The manifest and the texts of the newer template, which the next upgrade starts from. */
function records(root: string, rendered: ReadonlyMap<string, string>): FileChange[] {
  return [MANIFEST_FILE, BASE_FILE].flatMap((path) => {
    const before = currentText(root, path);
    const after = rendered.get(path);
    return before === after || after === undefined ? [] : [{ path, before, after }];
  });
}

function currentText(root: string, path: string): string | undefined {
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

function warnings(files: readonly UpgradedFile[]): string[] {
  const conflicts = files.filter(({ outcome }) => outcome === "conflict").map(({ path }) => path);
  const kept = files.filter(({ outcome }) => outcome === "keep").map(({ path }) => path);
  const stays = kept.filter((path) => !path.endsWith("package-lock.json"));
  return [
    ...(conflicts.length > 0
      ? [`both versions are between marks, yours first, in ${conflicts.join(", ")}`]
      : []),
    ...(stays.length > 0
      ? [`the template no longer has what you have edited, which stays: ${stays.join(", ")}`]
      : []),
  ];
}

function nextSteps(files: readonly UpgradedFile[], home: string): string[] {
  const cd = home === "." ? "" : `cd ${home} && `;
  return files.length === 0 ? [] : ["git diff", `${cd}npm install && npm test`];
}
