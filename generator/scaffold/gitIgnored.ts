import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { CliError } from "../cliError.js";
import { quotedValue } from "./quotedValue.js";
import { watchFolder } from "./watchFolder.js";

/** `git` reads ignore files, which may be large or a pipe that never ends. */
const LONGEST_MILLISECONDS = 60_000;

const LARGEST_ANSWER_BYTES = 256 * 1024 * 1024;

/** What of the environment would have git look at another repository. */
const OF_ANOTHER_REPOSITORY = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"];

/**
 * The files of a folder that git ignores, as git itself decides. In a folder that is in no repository its `.gitignore`
 * files count all the same.
 *
 * @param folder Absolute path.
 * @param paths Paths below the folder, with slashes.
 * @throws {CliError} if git cannot say it: what it would have ignored may be a key.
 */
export function gitIgnored(folder: string, paths: readonly string[]): ReadonlySet<string> {
  const ignored = new Set<string>();
  for (const [root, below] of byRepository(folder, paths)) {
    const prefix = root === "" ? "" : `${root}/`;
    const asked = below.map((path) => path.slice(prefix.length));
    for (const path of ignoredIn(join(folder, root), asked)) ignored.add(`${prefix}${path}`);
  }
  return ignored;
}

/** Paths by the innermost repository that they are in, since git does not look into those of others. */
function byRepository(folder: string, paths: readonly string[]): Map<string, string[]> {
  const roots = new Map<string, string>([["", ""]]);
  const rootOf = (directory: string): string => {
    const known = roots.get(directory);
    if (known !== undefined) return known;
    const root = existsSync(join(folder, directory, ".git"))
      ? directory
      : rootOf(parentOf(directory));
    roots.set(directory, root);
    return root;
  };
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const root = rootOf(parentOf(path));
    const group = groups.get(root) ?? [];
    groups.set(root, group);
    group.push(path);
  }
  return groups;
}

/** The folder that a path is in; the empty text for one at the top. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function ignoredIn(folder: string, paths: readonly string[]): string[] {
  const answer = isInRepository(folder) ? checkIgnore(folder, paths, []) : undefined;
  if (answer !== undefined) return answer;
  if (!paths.some((path) => path === ".gitignore" || path.endsWith("/.gitignore"))) return [];
  // Git answers in a repository alone: an empty one stands in.
  const repository = mkdtempSync(join(tmpdir(), "slipway-git-"));
  const endWatch = watchFolder(repository);
  try {
    git(repository, ["init", "--quiet"], "");
    const options = [`--git-dir=${join(repository, ".git")}`, `--work-tree=${folder}`];
    return checkIgnore(folder, paths, options) ?? [];
  } finally {
    rmSync(repository, { recursive: true, force: true });
    endWatch();
  }
}

/** Whether a folder looks as if it was in a repository; git itself decides then. */
function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, ".git"))) return true;
  return dirname(folder) !== folder && isInRepository(dirname(folder));
}

/** Nothing outside of a repository. A file that git tracks is not ignored, whatever the patterns say. */
function checkIgnore(
  folder: string,
  paths: readonly string[],
  options: readonly string[],
): string[] | undefined {
  // The repository's own configuration may name a program that watches files: nothing of it is run.
  const command = [...options, "-c", "core.fsmonitor=false", "check-ignore", "-z", "--stdin"];
  const answer = git(folder, command, paths.map((path) => `${path}\0`).join(""));
  return answer?.split("\0").filter((path) => path !== "");
}

/** What git prints; nothing where there is no repository. */
function git(folder: string, command: readonly string[], input: string): string | undefined {
  const environment = Object.entries(process.env).filter(
    ([name]) => !OF_ANOTHER_REPOSITORY.includes(name),
  );
  const { status, stdout, stderr, error } = spawnSync("git", command, {
    cwd: folder,
    input,
    encoding: "utf8",
    timeout: LONGEST_MILLISECONDS,
    maxBuffer: LARGEST_ANSWER_BYTES,
    env: { ...Object.fromEntries(environment), LC_ALL: "C" },
  });
  // Where it has ended before it read what it was asked, it says why itself.
  const hasRun = error === undefined || (error as NodeJS.ErrnoException).code === "EPIPE";
  // 1 is its answer that nothing is ignored.
  if (hasRun && (status === 0 || status === 1)) return stdout;
  if (hasRun && stderr.includes("not a git repository")) return undefined;
  const why = hasRun ? stderr.trim().split("\n", 1)[0] : error.message;
  throw new CliError(
    `'--dockerfile' needs git to say which files beside it must not be copied, and got ${quotedValue(why)} in ${quotedValue(folder)}; a folder outside of repositories and without .gitignore works`,
  );
}
