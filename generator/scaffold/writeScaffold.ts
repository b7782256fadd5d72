import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { readFoundFile } from "../project/readInputFile.js";
import { removeLeftover } from "../project/removeLeftover.js";
import type { ContextFile } from "./buildContextFiles.js";
import { assertFree, type TargetDirectory } from "./targetDirectory.js";
import { watchFolder } from "./watchFolder.js";

/** No run writes nothing for as long as this, and still goes on. */
const ABANDONED_AFTER_MILLISECONDS = 60 * 60 * 1000;

/** No larger than all files together may be. */
const LARGEST_FILE_MIB = 50;

/** Windows has no such flag, whatever the type says. */
const NO_FOLLOW = (constants as { O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;

/** What a repository holds. */
export interface ScaffoldFiles {
  /** Text by path, or what is no text. */
  rendered: ReadonlyMap<string, string | Buffer>;
  /** Files that are copied as they are; their paths are those in the repository. */
  copied: readonly ContextFile[];
}

/**
 * Writes a repository: into a folder beside the target, which is then renamed. Whatever goes wrong, the target is there
 * with all files or not at all, and nothing else is left: also when this process is killed.
 *
 * @param target Where it goes.
 * @param files What it holds.
 * @param proceed Called before each file and before the rename; what it throws ends the writing.
 */
export async function writeScaffold(
  target: TargetDirectory,
  files: ScaffoldFiles,
  proceed: () => void = () => undefined,
): Promise<void> {
  const parent = dirname(target.path);
  const prefix = `.${basename(target.path)}.slipway-`;
  await sweep(parent, prefix);
  const temporary = join(parent, `${prefix}${randomBytes(12).toString("hex")}`);
  const endWatch = watchFolder(temporary);
  try {
    await mkdir(temporary);
    for (const [path, text] of files.rendered) {
      proceed();
      await writeNew(join(temporary, path), text, false);
    }
    for (const { path, source, executable } of files.copied) {
      proceed();
      await writeNew(join(temporary, path), readFoundFile(source, LARGEST_FILE_MIB), executable);
    }
    proceed();
    assertFree(target.path, target.given);
    await rename(temporary, target.path);
  } catch (error) {
    await removeLeftover(temporary);
    throw error;
  } finally {
    endWatch();
  }
}

/**
 * Removes what runs left that were killed with the machine or the container that they were in. Who is still at it is told by
 * the time of the last write: a process id means nothing to another container that shares the folder.
 */
async function sweep(parent: string, prefix: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(prefix) || !/^[0-9a-f]{24}$/.test(entry.slice(prefix.length))) continue;
    const path = join(parent, entry);
    if (Date.now() - (await lastWrite(path)) < ABANDONED_AFTER_MILLISECONDS) continue;
    await rm(path, { recursive: true, force: true });
  }
}

/** When something was last made in a folder or below; now, for one that is going away. */
async function lastWrite(path: string): Promise<number> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats === undefined) return Date.now();
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = await readdir(path).catch(() => []);
  const times = await Promise.all(entries.map((entry) => lastWrite(join(path, entry))));
  return Math.max(stats.mtimeMs, ...times);
}

async function writeNew(path: string, content: string | Buffer, executable: boolean) {
  await mkdir(dirname(path), { recursive: true });
  const { O_CREAT, O_EXCL, O_WRONLY } = constants;
  const flags = O_CREAT | O_EXCL | O_WRONLY | NO_FOLLOW;
  const file = await open(path, flags, executable ? 0o755 : 0o644);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
