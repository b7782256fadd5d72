import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import { removeLeftover } from "../project/removeLeftover.js";
import { watchFolder } from "./watchFolder.js";

/** Folder in which a run keeps what it is about to change; who has it under this name changes the folder it is in. */
export const JOURNAL_FOLDER = ".slipway-journal";

const TAKEN_OVER = /^\.slipway-journal-[0-9a-f]{24}$/;
const OWNER_FILE = "owner.json";

/** No run is at it for as long as this: a process id that is alive by then is another program's. */
const ABANDONED_AFTER_MILLISECONDS = 60 * 60 * 1000;

interface Owner {
  pid: number;
  /** A process id means nothing to another machine, or another container that shares the folder. */
  host: string;
}

/**
 * Makes the journal of a folder, which only one run has at a time.
 *
 * @param root Absolute path of the folder that is to be changed.
 * @returns Absolute path of the journal.
 * @throws {CliError} if another run has it.
 */
export async function takeJournal(root: string): Promise<string> {
  const temporary = temporaryJournal(root);
  const journal = join(root, JOURNAL_FOLDER);
  const endWatch = watchFolder(temporary);
  try {
    await mkdir(temporary);
    await writeOwner(temporary);
    // It comes into being with its owner in it: a folder that holds something is never replaced.
    await rename(temporary, journal);
  } catch (error) {
    await removeLeftover(temporary);
    const { code } = error as NodeJS.ErrnoException;
    if (["ENOTEMPTY", "EEXIST", "EPERM"].includes(code ?? "") && (await isThere(journal))) {
      refuseOther(root);
    }
    throw error;
  } finally {
    endWatch();
  }
  return journal;
}

/**
 * Takes over the journals of runs that have ended without clearing up; one at a time, so that no two undo the same.
 *
 * @param root Absolute path of the folder.
 * @param undo Undoes what a journal says. Its folder is removed afterwards.
 * @throws {CliError} if a run that goes on changes the folder.
 */
export async function takeOverJournals(
  root: string,
  undo: (journal: string) => Promise<void>,
): Promise<void> {
  for (const entry of await readdir(root, { withFileTypes: true })) {
    const { name } = entry;
    if (name !== JOURNAL_FOLDER && !TAKEN_OVER.test(name)) continue;
    const found = join(root, name);
    if (!entry.isDirectory())
      throw new CliError(`${found} must be a folder, and is none; remove it`);
    const owner = await readOwner(found);
    if (await isAtIt(found, owner)) {
      // One with another name is about to be the journal, or is being undone by somebody else.
      if (name === JOURNAL_FOLDER) refuseOther(root);
      continue;
    }
    const taken = temporaryJournal(root);
    if (!(await succeeds(rename(found, taken)))) continue;
    await writeOwner(taken);
    await undo(taken);
    await removeLeftover(taken);
  }
}

function temporaryJournal(root: string): string {
  return join(root, `${JOURNAL_FOLDER}-${randomBytes(12).toString("hex")}`);
}

async function writeOwner(folder: string): Promise<void> {
  const owner: Owner = { pid: process.pid, host: hostname() };
  await writeFile(join(folder, OWNER_FILE), JSON.stringify(owner));
}

async function readOwner(folder: string): Promise<Owner | undefined> {
  const text = await readFile(join(folder, OWNER_FILE), "utf8").catch(() => "");
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined;
  }
}

/** Whether a run is still at it. Of one on another machine the time since its start is all that is known. */
async function isAtIt(folder: string, owner: Owner | undefined): Promise<boolean> {
  const stats = await stat(folder).catch(() => undefined);
  if (stats === undefined) return true;
  if (Date.now() - stats.mtimeMs > ABANDONED_AFTER_MILLISECONDS) return false;
  if (owner === undefined) return true;
  return owner.host !== hostname() || isAlive(owner.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function isThere(path: string): Promise<boolean> {
  return succeeds(stat(path));
}

async function succeeds(done: Promise<unknown>): Promise<boolean> {
  return done.then(
    () => true,
    () => false,
  );
}

function refuseOther(root: string): never {
  throw new CliError(
    `another run of slipway is changing ${root}; wait for its end, or remove ${JOURNAL_FOLDER} an hour after one on another machine was killed`,
  );
}
