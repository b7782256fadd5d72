import {
  copyFile,
  link,
  lstat,
  mkdir,
  readFile,
  rename,
  rmdir,
  stat,
  unlink,
} from "node:fs/promises";
import { dirname, join } from "node:path";

import { CliError } from "../cliError.js";
import { removeLeftover } from "../project/removeLeftover.js";
import { writeDurably } from "../project/writeDurably.js";
import { JOURNAL_FOLDER, takeJournal, takeOverJournals } from "./journalFolder.js";
import { quotedValue } from "./quotedValue.js";
import { textHash } from "./textHash.js";

/** One file of a folder that exists: added, replaced or removed. */
export interface FileChange {
  /** Below the folder, with slashes. */
  path: string;
  /** What it shall hold; nothing to remove it. */
  after?: string | Buffer;
  /** What it holds now; nothing where there is no file. */
  before?: string | Buffer | undefined;
}

/** What the journal notes of a change. */
interface Entry {
  path: string;
  /** Hash of what the change writes; nothing where it removes the file. */
  after?: string;
  /** Hash of what was there; nothing where nothing was. */
  before?: string | undefined;
}

interface Journal {
  entries: Entry[];
  /** Folders that are not there before, the uppermost first. */
  folders: string[];
}

const JOURNAL_FILE = "journal.json";

/**
 * Changes files of a folder that exists: all of them or none. What a run does is written down first, so that a run that fails
 * undoes it, and one that is killed has it undone by the next.
 *
 * @param root Absolute path of the folder, without symbolic links.
 * @param changes No two of one path.
 * @param proceed Called before each change; what it throws ends the run, and undoes it.
 * @throws {CliError} if a file is not what it was, lies behind a symbolic link, or another run is at it.
 */
export async function changeFolder(
  root: string,
  changes: readonly FileChange[],
  proceed: () => void = () => undefined,
): Promise<void> {
  await undoUnfinished(root);
  const journal = await takeJournal(root);
  try {
    await prepare(root, journal, changes, proceed);
    for (const [i, change] of changes.entries()) {
      proceed();
      await apply(root, journal, change, i);
    }
    proceed();
    // From here on there is nothing to undo.
    await unlink(join(journal, JOURNAL_FILE));
  } catch (error) {
    await undo(root, journal);
    throw error;
  } finally {
    await removeLeftover(journal);
  }
}

/**
 * Undoes what a killed run has left in a folder.
 *
 * @throws {CliError} if a run that goes on changes the folder.
 */
export async function undoUnfinished(root: string): Promise<void> {
  await takeOverJournals(root, (journal) => undo(root, journal));
}

/** Writes all that is needed to do the changes, and to undo them; nothing of the folder is touched. */
async function prepare(
  root: string,
  journal: string,
  changes: readonly FileChange[],
  proceed: () => void,
): Promise<void> {
  const folders = new Set<string>();
  for (const [i, change] of changes.entries()) {
    proceed();
    assertOwnPath(change.path);
    for (const folder of await missingFolders(root, change.path)) folders.add(folder);
    await assertUnchanged(root, change);
    const target = join(root, change.path);
    if (change.before !== undefined) await copyFile(target, join(journal, `old-${i}`));
    if (change.after === undefined) continue;
    const mode = change.before === undefined ? undefined : (await stat(target)).mode & 0o777;
    await writeDurably(join(journal, `new-${i}`), change.after, mode);
  }
  const entries = changes.map(({ path, before, after }) => {
    return {
      path,
      ...(before !== undefined && { before: textHash(before) }),
      ...(after !== undefined && { after: textHash(after) }),
    };
  });
  const text = JSON.stringify({ entries, folders: [...folders].sort() } satisfies Journal);
  await writeDurably(join(journal, `${JOURNAL_FILE}.new`), text);
  await rename(join(journal, `${JOURNAL_FILE}.new`), join(journal, JOURNAL_FILE));
}

async function apply(root: string, journal: string, change: FileChange, i: number): Promise<void> {
  const target = join(root, change.path);
  await mkdir(dirname(target), { recursive: true });
  await missingFolders(root, change.path);
  await assertUnchanged(root, change);
  if (change.after === undefined) await unlink(target);
  else if (change.before === undefined) await placeNew(join(journal, `new-${i}`), target);
  else await rename(join(journal, `new-${i}`), target);
}

/** What file systems without hard links answer. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

/** Puts a file where none is: a link, unlike a renamed file, replaces nothing that has come there meanwhile. */
async function placeNew(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch (error) {
    if (!NO_LINKS.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    await rename(source, target);
  }
}

/** Undoes the changes that a journal notes, as far as they were done; what a user has changed since is left alone. */
async function undo(root: string, journal: string): Promise<void> {
  const text = await readFile(join(journal, JOURNAL_FILE), "utf8").catch(() => undefined);
  if (text === undefined) return;
  const { entries, folders } = readJournal(text);
  for (const [i, { path, before, after }] of [...entries.entries()].reverse()) {
    const target = join(root, path);
    await missingFolders(root, path);
    if ((await currentHash(target)) !== after || before === after) continue;
    if (before === undefined) await unlink(target);
    else await rename(join(journal, `old-${i}`), target);
  }
  for (const folder of [...folders].reverse()) {
    await rmdir(join(root, folder)).catch(() => undefined);
  }
}

/**
 * Reads a journal. It may have come with the repository, from somebody who wants files written elsewhere.
 *
 * @throws {CliError} if it is none that a run has written.
 */
function readJournal(text: string): Journal {
  const { entries, folders } = JSON.parse(text) as Journal;
  const paths = [...entries.map(({ path }) => path), ...folders];
  const wrong = paths.find((path) => !isOwnPath(path));
  if (wrong === undefined) return { entries, folders };
  throw new CliError(
    `${JOURNAL_FOLDER} must name files of its own folder, got ${quotedValue(wrong)}; remove it, no run of slipway has written it`,
  );
}

function assertOwnPath(path: string): void {
  if (isOwnPath(path)) return;
  throw new CliError(`${quotedValue(path)} must be a file of the folder that is changed`);
}

/** Whether a path leads to a file of the folder that is no business of git's own. */
function isOwnPath(path: unknown): boolean {
  if (typeof path !== "string" || path === "" || /[\\\0:]/.test(path)) return false;
  return path.split("/").every((segment) => !["", ".", ".."].includes(segment) && !isGit(segment));
}

function isGit(segment: string): boolean {
  return segment.toLowerCase() === ".git";
}

/**
 * The folders above a path that are not there, the uppermost first.
 *
 * @throws {CliError} if one of them is something else, such as a symbolic link, which may lead anywhere.
 */
async function missingFolders(root: string, path: string): Promise<string[]> {
  const missing: string[] = [];
  const segments = path.split("/").slice(0, -1);
  for (const i of segments.keys()) {
    const folder = segments.slice(0, i + 1).join("/");
    const stats = await lstat(join(root, folder)).catch(ifMissing);
    if (stats === undefined) missing.push(folder);
    else if (!stats.isDirectory()) {
      throw new CliError(`${quotedValue(folder)} must be a folder for ${path}, and is none`);
    }
  }
  return missing;
}

async function assertUnchanged(root: string, { path, before }: FileChange): Promise<void> {
  const stats = await lstat(join(root, path)).catch(ifMissing);
  if (stats !== undefined && !stats.isFile()) {
    throw new CliError(`${quotedValue(path)} must be a file, and is a folder or a link`);
  }
  const expected = before === undefined ? undefined : textHash(before);
  if ((await currentHash(join(root, path))) === expected) return;
  const problem = before === undefined ? "is there already" : "has changed meanwhile";
  throw new CliError(`${quotedValue(path)} ${problem}; nothing was written`);
}

async function currentHash(path: string): Promise<string | undefined> {
  const text = await readFile(path).catch(ifMissing);
  return text === undefined ? undefined : textHash(text);
}

/** Whether a failure says that nothing is there. */
function ifMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  return undefined;
}
