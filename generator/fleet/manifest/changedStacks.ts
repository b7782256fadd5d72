import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, sep } from "node:path";

import { isMap } from "../../project/findProject.js";
import { readInputFile } from "../../project/readInputFile.js";
import type { Fleet, FleetStack } from "./fleetStack.js";
import { git } from "./gitCommand.js";

/** Files above a project that its program, its packages or its policies are made by. */
const SHARED_FILES = new Set([
  ".npmrc",
  "bun.lock",
  "npm-shrinkwrap.json",
  "package-lock.json",
  "package.json",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "slipway.policies.yaml",
  "slipway.prices.json",
  "slipway.usage.yaml",
  "tsconfig.json",
  "yarn.lock",
]);

/** Where a generated repository keeps its program: what is beside it, such as the application, is of the stack as well. */
const PROGRAM_FOLDER = "infra";

const STACK_FILE = /^Pulumi\.(.+)\.(?:json|ya?ml)$/;

/**
 * The stacks whose files are others than where the branch left a ref: of their own folder, but for the files of other
 * stacks; of packages of the repository that they use; and lock files, manifests and settings of folders above. A renamed
 * file counts in both places, and so does what is deleted, what is not committed, and what is new and not ignored.
 *
 * A stack of another repository counts when the fleet's file has changed, since that says its ref.
 *
 * @throws {CliError} if the fleet's file is not in git, or the ref is none.
 */
export async function changedStacks(
  fleet: Fleet,
  stacks: readonly FleetStack[],
  ref: string,
  signal?: AbortSignal,
): Promise<FleetStack[]> {
  const from = { cwd: dirname(fleet.file), signal };
  const top = await git(
    ["rev-parse", "--show-toplevel"],
    `'--changed-since' needs ${fleet.file} to be in a repository of git`,
    from,
  );
  const root = realpathSync(top.trim());
  const changed = await changedFiles(ref, { cwd: root, signal });
  const file = pathIn(root, realpathSync(fleet.file));
  return stacks.filter((stack) => {
    const folder = pathIn(root, realpathSync(stack.directory));
    if (folder === undefined || isCheckout(root, stack.directory)) {
      return file !== undefined && changed.includes(file);
    }
    const packages = packagesOf(root, realpathSync(stack.directory));
    return changed.some((path) => concerns(path, unitOf(folder), stack.stack, packages));
  });
}

async function changedFiles(
  ref: string,
  options: { cwd: string; signal: AbortSignal | undefined },
): Promise<string[]> {
  const problem = `'--changed-since' must be a ref of git that this branch has a commit in common with, got ${ref}; main works where there is a branch main, and a shallow clone has to be fetched whole`;
  const commit = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  const base = (await git(commit, problem, options)).trim();
  const left = (await git(["merge-base", base, "HEAD"], problem, options)).trim();
  const diff = ["diff", "--name-only", "--no-renames", "-z", left, "--"];
  const fresh = ["ls-files", "--others", "--exclude-standard", "-z"];
  const texts = [await git(diff, problem, options), await git(fresh, problem, options)];
  return texts.flatMap((text) => text.split("\0")).filter((path) => path !== "");
}

/** Whether a changed file is one that a stack is made by. All paths are the repository's. */
function concerns(path: string, unit: string, stack: string, packages: readonly string[]): boolean {
  if (isWithin(path, unit)) {
    const [, ofStack = stack] = STACK_FILE.exec(basename(path)) ?? [];
    return ofStack === stack;
  }
  if (packages.some((folder) => isWithin(path, folder))) return true;
  const folder = dirname(path);
  return SHARED_FILES.has(basename(path)) && (folder === "." || isWithin(unit, folder));
}

function isWithin(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

function unitOf(folder: string): string {
  const unit = basename(folder) === PROGRAM_FOLDER ? dirname(folder) : folder;
  return unit === "." ? "" : unit;
}

/** Folders of the repository that a project's packages are in, by links as workspaces make them; and those of these. */
function packagesOf(root: string, directory: string): string[] {
  const found = new Set<string>();
  const open = [directory];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const name of dependenciesOf(folder)) {
      const real = packageFolder(folder, name);
      const path = real === undefined ? undefined : pathIn(root, real);
      if (real === undefined || path === undefined || found.has(path)) continue;
      // What is installed is told by the lock file.
      if (path.split("/").includes("node_modules")) continue;
      found.add(path);
      open.push(real);
    }
  }
  return [...found];
}

function dependenciesOf(folder: string): string[] {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return [];
  let content: unknown;
  try {
    content = JSON.parse(readInputFile(manifest));
  } catch {
    // A preview says what is wrong with it.
    return [];
  }
  if (!isMap(content)) return [];
  const { dependencies, devDependencies } = content;
  return [dependencies, devDependencies].flatMap((all) => (isMap(all) ? Object.keys(all) : []));
}

function packageFolder(from: string, name: string): string | undefined {
  const folders = createRequire(join(from, "package.json")).resolve.paths(name) ?? [];
  const found = folders.map((folder) => join(folder, name)).find((folder) => existsSync(folder));
  return found === undefined ? undefined : realpathSync(found);
}

/** A path of the repository, with slashes; nothing for one outside. */
function pathIn(root: string, path: string): string | undefined {
  const near = relative(root, path);
  return near.startsWith("..") ? undefined : near.split(sep).join("/");
}

/** Whether a folder is in a repository of its own, within this one. */
function isCheckout(root: string, directory: string): boolean {
  for (let folder = realpathSync(directory); folder !== root; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return true;
    if (folder === dirname(folder)) return true;
  }
  return false;
}
