import { lstatSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";
import { buildContextFiles, type ContextFile } from "./buildContextFiles.js";
import { listed, quotedValue } from "./quotedValue.js";
import { type DockerfileFacts, readDockerfile } from "./readDockerfile.js";

/** Folder of a generated repository that an existing Dockerfile is copied to, with what it builds from. */
export const COPIED_FOLDER = "app";

const LARGEST_BYTES = 1024 * 1024;

/** A Dockerfile that exists. */
export interface DockerfileSource {
  /** The path as the user gave it. */
  given: string;
  /** Absolute path. */
  path: string;
  facts: DockerfileFacts;
}

/**
 * Reads a Dockerfile.
 *
 * @param cwd Folder that `given` is relative to.
 * @throws {CliError} if there is no such file, or it is no Dockerfile.
 */
export function dockerfileSource(cwd: string, given: string): DockerfileSource {
  const path = resolve(cwd, given);
  const stats = given.includes("\0") ? undefined : lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) refuse(given, "does not exist");
  if (stats.isDirectory()) refuse(given, "is a folder");
  if (stats.isSymbolicLink()) refuse(given, "is a symbolic link");
  if (!stats.isFile() || stats.size > LARGEST_BYTES) refuse(given, "is no file of at most 1 MiB");
  const facts = readDockerfile(readInputFile(path));
  if (facts === undefined) refuse(given, "has no FROM");
  return { given, path, facts };
}

/** What is copied into a repository that uses a Dockerfile, and what the user should know about it. */
export interface CopiedApplication {
  /** Paths below the repository, in `app/`. */
  files: ContextFile[];
  warnings: string[];
}

/**
 * Finds the files that a Dockerfile builds from: those in its folder that `.dockerignore` and git let through. Symbolic
 * links are left out, so that nothing from outside the folder gets in.
 *
 * @param target Folder that is generated; its own files do not count.
 * @throws {CliError} if the folder holds too much, or keys.
 */
export function copiedApplication(source: DockerfileSource, target: string): CopiedApplication {
  const { path } = source;
  const { files, links, ignored } = buildContextFiles(dirname(path), basename(path), target);
  const warnings: string[] = [];
  if (links.length > 0) warnings.push(`symbolic links are not copied: ${listed(links)}`);
  if (ignored.length > 0) warnings.push(`what git ignores is not copied: ${listed(ignored)}`);
  const moved = files.map((file) => ({ ...file, path: `${COPIED_FOLDER}/${file.path}` }));
  return { files: moved, warnings };
}

function refuse(given: string, why: string): never {
  throw new CliError(
    `'--dockerfile' must be a Dockerfile, got ${quotedValue(given)}, which ${why}; "./Dockerfile" is the usual place`,
  );
}
