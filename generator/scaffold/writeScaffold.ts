import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import type { ContextFile } from "./buildContextFiles.js";
import { assertFree, type TargetDirectory } from "./targetDirectory.js";

/** Windows has no such flag, whatever the type says. */
const NO_FOLLOW = (constants as { O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;

/** What a repository holds. */
export interface ScaffoldFiles {
  /** Text by path. */
  rendered: ReadonlyMap<string, string>;
  /** Files that are copied as they are; their paths are those in the repository. */
  copied: readonly ContextFile[];
}

/**
 * Writes a repository: into a folder beside the target, which is then renamed. Whatever goes wrong, the target is there
 * with all files or not at all.
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
  const temporary = join(parent, `${prefix}${process.pid}-${randomBytes(6).toString("hex")}`);
  await mkdir(temporary);
  try {
    for (const [path, text] of files.rendered) {
      proceed();
      await writeNew(join(temporary, path), text, false);
    }
    for (const { path, source, executable } of files.copied) {
      proceed();
      await writeNew(join(temporary, path), await readRegular(source), executable);
    }
    proceed();
    assertFree(target.path, target.given);
    await rename(temporary, target.path);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Removes what runs left that were killed; a run that is still going keeps its folder. */
async function sweep(parent: string, prefix: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(prefix)) continue;
    const pid = /^(\d+)-[0-9a-f]{12}$/.exec(entry.slice(prefix.length))?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    await rm(join(parent, entry), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
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

/** Reads a file that was no link when it was found; one that has become a link is refused. */
async function readRegular(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | NO_FOLLOW);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}
