import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";

import { globSync, isDynamicPattern } from "tinyglobby";

import { nearestName } from "../../../components/rules/nearestName.js";
import { CliError } from "../../cliError.js";
import { findProjectDirectory } from "../../project/findProject.js";
import type { FleetFile } from "./fleetFile.js";
import type { GitSource } from "./gitSource.js";
import type { CheckoutOptions } from "./gitCheckout.js";
import { checkOut } from "./gitCheckout.js";

/** A project that an entry names. */
export interface ProjectFolder {
  /** What the ids of its stacks begin with, such as `services/orders`. */
  path: string;
  /** Folder of the project itself, absolute. */
  directory: string;
}

/**
 * The projects that an entry names, by path.
 *
 * @throws {CliError} with file, line and column, if there are none, or a repository cannot be had.
 */
export async function entryFolders(
  source: FleetFile,
  index: number,
  options: CheckoutOptions,
): Promise<ProjectFolder[]> {
  const { path, git } = source.content.stacks[index] ?? {};
  const at = ["stacks", index, git === undefined ? "path" : "git"];
  if (git !== undefined) {
    const name = path ?? gitPath(git);
    const directory = await placed(source, at, async () => {
      const root = await checkOut(git, options);
      return findProjectDirectory(join(root, git.subdirectory ?? "."));
    });
    return [{ path: name, directory }];
  }
  const pattern = path ?? ".";
  if (!isDynamicPattern(pattern)) {
    const directory = projectIn(join(source.directory, pattern));
    if (directory === undefined) throw noProject(source, index, pattern);
    return [{ path: named(source, pattern), directory }];
  }
  const folders = foldersBy(source, pattern);
  if (folders.length > 0) return folders;
  throw source.fault(
    at,
    `'path' must name folders with a Pulumi project, got ${JSON.stringify(pattern)}, which matches none; "services/*" works where services has some`,
  );
}

function noProject(source: FleetFile, index: number, path: string): CliError {
  const folder = resolve(source.directory, path);
  const isThere = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const problem = isThere ? "has no Pulumi.yaml" : "is not a folder";
  const works = similarFolder(folder) ?? "'slipway new' makes one that has";
  return source.fault(
    ["stacks", index, "path"],
    `'stacks.${index}.path' must be a folder with a Pulumi project, itself or in 'infra', got ${JSON.stringify(path)}, which ${problem}; ${works}`,
  );
}

/** A project beside a folder of which the name may be misspelt. */
function similarFolder(folder: string): string | undefined {
  let beside: string[] = [];
  try {
    beside = readdirSync(dirname(folder)).filter((name) => name !== basename(folder));
  } catch {
    return undefined;
  }
  const similar = nearestName(basename(folder), beside);
  const isProject = similar !== undefined && projectIn(join(dirname(folder), similar));
  return isProject ? `the one beside it, ${similar}, works` : undefined;
}

/** A project that is found twice, by itself and as another folder's `infra`, bears the shorter name. */
function foldersBy(source: FleetFile, pattern: string): ProjectFolder[] {
  const matched = globSync(pattern, {
    cwd: source.directory,
    onlyDirectories: true,
    expandDirectories: false,
    ignore: ["**/node_modules/**", "**/.git/**", "**/.slipway/**"],
  });
  const byDirectory = new Map<string, ProjectFolder>();
  for (const folder of matched.map((one) => one.replace(/\/$/, "")).sort()) {
    const directory = projectIn(resolve(source.directory, folder));
    if (directory === undefined || byDirectory.has(directory)) continue;
    byDirectory.set(directory, { path: named(source, folder), directory });
  }
  return [...byDirectory.values()];
}

function projectIn(folder: string): string | undefined {
  try {
    return findProjectDirectory(folder);
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}

/** A path as ids have it: from the file's folder, with slashes; the folder itself by its name. */
function named({ directory }: FleetFile, path: string): string {
  const from = relative(directory, resolve(directory, path)).split(sep).join("/");
  return from === "" ? basename(directory) : from;
}

function gitPath({ url, subdirectory = "" }: GitSource): string {
  const name = posix.basename(url.replaceAll("\\", "/").replace(/[/:]+$/, ""), ".git");
  return posix.join(name.slice(name.lastIndexOf(":") + 1), subdirectory);
}

async function placed<T>(
  source: FleetFile,
  at: (string | number)[],
  read: () => T | Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CliError && error.exitCode === 1) throw source.fault(at, error.message);
    throw error;
  }
}
