import { existsSync, lstatSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

import {
  type RefusedLine,
  readDockerIgnoreFile,
} from "../../components/image/rules/dockerIgnoreFile.js";
import { CliError } from "../cliError.js";
import { beginningOf, readInputFile } from "../project/readInputFile.js";
import { gitIgnored } from "./gitIgnored.js";
import { keyFileKind, READ_BYTES } from "./keyFiles.js";
import { listed, quotedValue } from "./quotedValue.js";
import { withTimeLimit } from "./withTimeLimit.js";

const LARGEST_CONTEXT_BYTES = 50 * 1024 * 1024;
const MOST_FILES = 10_000;

/** Each file is compared with each pattern; a file takes no longer than the patterns are long. */
const LONGEST_MILLISECONDS = 30_000;

/** Files before git has said which of them it ignores: packages that are installed are many. */
const MOST_LOOKED_AT = 300_000;

/** One file of a build context. */
export interface ContextFile {
  /** Path below the context, with slashes. */
  path: string;
  /** The file to copy. */
  source: string;
  /** Whether it may be executed. */
  executable: boolean;
}

/** What of a build context is copied, and what is not. */
export interface BuildContext {
  files: ContextFile[];
  /** Symbolic links, which are not followed. */
  links: string[];
  /** Files that git ignores. */
  ignored: string[];
}

/**
 * The files of a build context that both `.dockerignore` and git let through, in a settled order: what is copied is
 * committed. The Dockerfile and `.dockerignore` always count, as they do for Docker; `.git` never.
 *
 * @param context Folder of the Dockerfile.
 * @param dockerfile Name of the Dockerfile in it.
 * @param excluded Absolute path of a folder that does not count.
 * @param longestMilliseconds How long it may take to compare the files with the patterns. Default: 30 seconds.
 * @throws {CliError} if the files have more than 50 MiB, are more than 10000, or one of them looks like a key or a state.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function buildContextFiles(
  context: string,
  dockerfile: string,
  excluded: string,
  longestMilliseconds = LONGEST_MILLISECONDS,
): BuildContext {
  const ownIgnore = `${dockerfile}.dockerignore`;
  const ignoreFile = existsSync(join(context, ownIgnore)) ? ownIgnore : ".dockerignore";
  const rules = readDockerIgnoreFile(readIfExists(join(context, ignoreFile)));
  if (rules.refused) refuseLine(ignoreFile, rules.refused);
  const always = new Set([dockerfile, ignoreFile]);
  const found: Found = { context, files: [], links: [] };
  withTimeLimit(
    longestMilliseconds,
    () => {
      walk(found, "", excluded, (path) => !always.has(path) && rules.ignores(path));
    },
    () => refusePatterns(ignoreFile),
  );

  const ofGit = gitIgnored(
    context,
    found.files.map(({ path }) => path),
  );
  const isIgnored = ({ path }: ContextFile) => ofGit.has(path) && !always.has(path);
  const files = found.files.filter((file) => !isIgnored(file));
  assertNoKeys(files, always);
  assertSize(files, context);
  return { files, links: found.links, ignored: found.files.filter(isIgnored).map((f) => f.path) };
}

function readIfExists(file: string): string {
  return existsSync(file) ? readInputFile(file) : "";
}

interface Found {
  context: string;
  files: ContextFile[];
  links: string[];
}

function walk(found: Found, folder: string, excluded: string, ignored: (path: string) => boolean) {
  const entries = readdirSync(join(found.context, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const source = join(found.context, path);
    if (entry.name === ".git" || relative(excluded, source) === "") continue;
    // Git would wait for a pipe, and read a device without end.
    if (entry.name === ".gitignore" && !entry.isSymbolicLink()) beginningOf(source, 0);
    if (entry.isDirectory()) {
      // A pattern with "!" may bring back a file of an ignored folder; out of this one nothing ever is.
      if (entry.name !== "node_modules" || !ignored(path)) walk(found, path, excluded, ignored);
    } else if (!ignored(path)) {
      if (entry.isFile()) found.files.push({ path, source, executable: isExecutable(source) });
      else if (entry.isSymbolicLink()) found.links.push(path);
    }
  }
  if (found.files.length > MOST_LOOKED_AT) refuseSize(found.context);
}

function isExecutable(source: string): boolean {
  return (lstatSync(source).mode & 0o100) !== 0;
}

/** A key that is in neither ignore file would be committed with the rest. */
function assertNoKeys(files: readonly ContextFile[], always: ReadonlySet<string>): void {
  const keys = files.flatMap(({ path, source }) => {
    const kind = keyFileKind(path, () => beginningOf(source, READ_BYTES));
    return kind === undefined || always.has(path) ? [] : [`${quotedValue(path)} (${kind})`];
  });
  if (keys.length === 0) return;
  throw new CliError(
    `'--dockerfile' must be in a folder whose files may be committed, got ${listed(keys)}: name what holds secrets in .dockerignore or .gitignore, or keep it elsewhere`,
  );
}

function assertSize(files: readonly ContextFile[], context: string): void {
  const bytes = files.reduce((sum, { source }) => sum + lstatSync(source).size, 0);
  if (bytes > LARGEST_CONTEXT_BYTES || files.length > MOST_FILES) refuseSize(context);
}

/** A build would end with the same. */
function refuseLine(ignoreFile: string, { line, text, why }: RefusedLine): never {
  throw new CliError(
    `'--dockerfile' must have lines in ${ignoreFile} that Docker takes, got ${quotedValue(text)} in line ${line}, which Docker refuses (${why}); **/*.log works`,
  );
}

function refusePatterns(ignoreFile: string): never {
  throw new CliError(
    `'--dockerfile' must have a ${ignoreFile} that is soon compared with the files beside it, got one that is not: it has too many patterns, or the folder too many files; *.log works`,
  );
}

function refuseSize(context: string): never {
  throw new CliError(
    `'--dockerfile' must be in a folder of at most 50 MiB and 10000 files, which are copied; ${context} has more: name what the image does not need in .dockerignore`,
  );
}
