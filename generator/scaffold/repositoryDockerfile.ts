import { existsSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";
import type { Ask } from "./ask.js";
import { buildContextGuess } from "./buildContextGuess.js";
import { dockerfileSource, type DockerfileSource } from "./dockerfileSource.js";
import { findDockerfiles } from "./findDockerfiles.js";
import { listed, quotedValue } from "./quotedValue.js";

/** A Dockerfile of the repository that is brought to ECS, where it is. */
export interface RepositoryDockerfile extends DockerfileSource {
  /** Folder that it is built from, below the repository; "." for the repository itself. */
  context: string;
  /** Whether it was found, and nobody named it. */
  isFound: boolean;
  /** Why the context is thought to be another folder than the Dockerfile's. */
  contextReason?: string;
}

/**
 * The Dockerfile of a repository: the one that is named, the only one, or the one that is chosen.
 *
 * @param root Absolute path of the repository, without symbolic links.
 * @throws {CliError} if there is none, there are several and nobody to choose, or it lies elsewhere.
 */
export async function findRepositoryDockerfile(
  root: string,
  { dockerfile, context }: { dockerfile?: string | undefined; context?: string | undefined },
  ask: Ask | undefined,
): Promise<RepositoryDockerfile> {
  const { path, isFound } =
    dockerfile === undefined
      ? await chosenDockerfile(root, ask)
      : { path: pathBelow(root, dockerfile, "--dockerfile"), isFound: false };
  const source = dockerfileSource(root, path);
  if (context !== undefined) {
    return { ...source, given: path, isFound, context: contextFolder(root, context) };
  }
  const { folder, reason } = buildContextGuess(root, path, readInputFile(source.path));
  return {
    ...source,
    given: path,
    isFound,
    context: folder,
    ...(reason !== undefined && { contextReason: reason }),
  };
}

/** What of a Dockerfile was found and not given. */
export function guessNotes({
  given,
  context,
  isFound,
  contextReason,
}: RepositoryDockerfile): string[] {
  const notes: string[] = [];
  if (isFound) notes.push(`${given} is used, the one Dockerfile of the repository`);
  if (contextReason !== undefined) {
    const folder = context === "." ? "the repository" : context;
    notes.push(
      `${given} is built from ${folder}, since ${contextReason}; --context says another folder`,
    );
  }
  return notes;
}

async function chosenDockerfile(
  root: string,
  ask: Ask | undefined,
): Promise<{ path: string; isFound: boolean }> {
  const found = findDockerfiles(root);
  const [first] = found;
  if (first === undefined) {
    throw new CliError(
      `'--dockerfile' must be given, since the repository has none: write one first, or generate a folder with an application by slipway new <folder>; "docker/Dockerfile" works`,
    );
  }
  if (found.length === 1) return { path: first, isFound: true };
  if (ask === undefined) {
    throw new CliError(
      `'--dockerfile' must be given, since the repository has ${found.length} (${listed(found)}); ${quotedValue(first)} works`,
    );
  }
  const path = await ask({
    message: `Which Dockerfile is it: ${found.join(", ")}?`,
    initial: first,
    problem: (text) => (found.includes(text) ? undefined : `must be one of ${found.join(", ")}`),
  });
  return { path, isFound: false };
}

function contextFolder(root: string, given: string): string {
  const path = pathBelow(root, given, "--context");
  if (statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true) return path;
  throw new CliError(`'--context' must be a folder, got ${quotedValue(given)}; "." works`);
}

/** A path of the repository, below it and with slashes; also where a link leads out of it. */
function pathBelow(root: string, given: string, flag: string): string {
  const full = resolve(root, given.includes("\0") ? "" : given);
  const real = existsSync(full) ? realpathSync(full) : full;
  for (const path of [full, real]) {
    const below = relative(root, path);
    if (below !== ".." && !below.startsWith(`..${sep}`) && resolve(root, below) === path) continue;
    throw new CliError(
      `'${flag}' must be in the repository, got ${quotedValue(given)}; ${flag === "--context" ? '"."' : '"docker/Dockerfile"'} works`,
    );
  }
  const path = relative(root, full).split(sep).join("/") || ".";
  if (/^[\w./@+ -]+$/.test(path)) return path;
  throw new CliError(
    `'${flag}' must be a path of letters, digits and . _ - + @, got ${quotedValue(given)}; ${flag === "--context" ? '"."' : '"docker/Dockerfile"'} works`,
  );
}
