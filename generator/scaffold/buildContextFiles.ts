import ignore from "@balena/dockerignore";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { CliError } from "../cliError.js";

const LARGEST_CONTEXT_BYTES = 50 * 1024 * 1024;
const MOST_FILES = 10_000;

/** One file of a build context. */
export interface ContextFile {
  /** Path below the context, with slashes. */
  path: string;
  /** The file to copy. */
  source: string;
  /** Whether it may be executed. */
  executable: boolean;
}

/**
 * The files of a build context that `.dockerignore` lets through, in a settled order, and the symbolic links among
 * them, which are not followed. The Dockerfile and `.dockerignore` always count, as they do for Docker; `.git` never.
 *
 * @param context Folder of the Dockerfile.
 * @param dockerfile Name of the Dockerfile in it.
 * @param excluded Absolute path of a folder that does not count.
 * @throws {CliError} if the files have more than 50 MiB, or are more than 10000.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function buildContextFiles(
  context: string,
  dockerfile: string,
  excluded: string,
): { files: ContextFile[]; links: string[] } {
  const ownIgnore = `${dockerfile}.dockerignore`;
  const ignoreFile = existsSync(join(context, ownIgnore)) ? ownIgnore : ".dockerignore";
  const rules = ignore({ ignorecase: false }).add(readIfExists(join(context, ignoreFile)));
  const always = new Set([dockerfile, ignoreFile]);
  const found: Found = { context, files: [], links: [], bytes: 0 };
  walk(found, "", excluded, (path) => !always.has(path) && rules.ignores(path));
  return found;
}

function readIfExists(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

interface Found {
  context: string;
  files: ContextFile[];
  links: string[];
  bytes: number;
}

function walk(found: Found, folder: string, excluded: string, ignored: (path: string) => boolean) {
  const entries = readdirSync(join(found.context, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const source = join(found.context, path);
    if (entry.name === ".git" || relative(excluded, source) === "") continue;
    if (entry.isDirectory()) {
      // A pattern with "!" may bring back a file of an ignored folder; out of this one nothing ever is.
      if (entry.name !== "node_modules" || !ignored(path)) walk(found, path, excluded, ignored);
    } else if (!ignored(path)) {
      if (entry.isFile()) add(found, path, source);
      else if (entry.isSymbolicLink()) found.links.push(path);
    }
  }
}

function add(found: Found, path: string, source: string): void {
  const stats = lstatSync(source);
  found.bytes += stats.size;
  found.files.push({ path, source, executable: (stats.mode & 0o100) !== 0 });
  if (found.bytes <= LARGEST_CONTEXT_BYTES && found.files.length <= MOST_FILES) return;
  throw new CliError(
    `'--dockerfile' must be in a folder of at most 50 MiB and 10000 files, which are copied; ${found.context} has more: name what the image does not need in .dockerignore`,
  );
}
