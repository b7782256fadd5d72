import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { basename, join } from "node:path";

import { shownValue } from "../rules/shownValue.js";
import { type DockerIgnoreFile, readDockerIgnoreFile } from "./rules/dockerIgnoreFile.js";

/** Why a folder cannot be built; nothing when it can. */
export function contextProblem(
  context: string,
  dockerfile: string,
): { path: string; reason: string } | undefined {
  if (!existsSync(context) || !statSync(context).isDirectory()) {
    const reason = `'context' must be a folder, got "${context}", which is none; the program's folder is "."`;
    return { path: "context", reason };
  }
  const isThere = existsSync(dockerfile);
  if (!isThere || !statSync(dockerfile).isFile()) {
    const why = isThere ? "is a folder, a pipe or a device" : "does not exist";
    const reason = `'dockerfile' must be a file, got "${dockerfile}", which ${why}; "${join(context, "Dockerfile")}" is the default`;
    return { path: "dockerfile", reason };
  }
  const ignoreFile = ignoreFileOf(context, dockerfile);
  if (ignoreFile === undefined) return undefined;
  const reason = statSync(ignoreFile).isFile()
    ? refusedLine(ignoreFile)
    : `'context' must have a file as ${basename(ignoreFile)}, got "${ignoreFile}", which is a folder, a pipe or a device; a context without one works`;
  return reason === undefined ? undefined : { path: "context", reason };
}

/** A build would end with the same, after it has begun. */
function refusedLine(ignoreFile: string): string | undefined {
  const { refused } = readDockerIgnoreFile(readFileSync(ignoreFile, "utf8"));
  if (refused === undefined) return undefined;
  return `'context' must have lines in ${basename(ignoreFile)} that Docker takes, got ${shownValue(refused.text)} in line ${refused.line}, which Docker refuses (${refused.why}); "**/*.log" works`;
}

function ignoreFileOf(context: string, dockerfile: string): string | undefined {
  const candidates = [`${dockerfile}.dockerignore`, join(context, ".dockerignore")];
  return candidates.find((candidate) => existsSync(candidate));
}

/**
 * A hash of all that an image is built from: the files of the context that `.dockerignore` lets through, with their
 * names and whether they may be executed, the Dockerfile, and the build's settings. Times and owners do not count.
 *
 * @returns 64 hexadecimal digits.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function buildHash(context: string, dockerfile: string, settings: object): string {
  const hash = createHash("sha256").update(JSON.stringify(settings));
  hash.update(readFileSync(dockerfile));
  const rules = ignoreRules(context, dockerfile);
  for (const file of files(context, "", (path) => rules.ignores(path))) {
    hash.update(`\0${file.path}\0${file.mode}\0`).update(file.content());
  }
  return hash.digest("hex");
}

function ignoreRules(context: string, dockerfile: string): DockerIgnoreFile {
  const file = ignoreFileOf(context, dockerfile);
  return readDockerIgnoreFile(file === undefined ? "" : readFileSync(file, "utf8"));
}

interface ContextFile {
  path: string;
  mode: string;
  content(): Buffer | string;
}

/** The files below a folder in a settled order, without those that are ignored. */
function* files(
  root: string,
  folder: string,
  ignores: (path: string) => boolean,
): Generator<ContextFile> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const full = join(root, path);
    // A pattern with "!" may bring back a file of an ignored folder; these two never come back, and are large.
    if (entry.name === ".git" || (entry.name === "node_modules" && ignores(path))) continue;
    if (entry.isDirectory()) yield* files(root, path, ignores);
    else if (ignores(path)) continue;
    else if (entry.isSymbolicLink())
      yield { path, mode: "link", content: () => readlinkSync(full) };
    else if (entry.isFile()) {
      const mode = (statSync(full).mode & 0o100) === 0 ? "file" : "program";
      yield { path, mode, content: () => readFileSync(full) };
    }
  }
}
