import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";

import { CliError } from "../cliError.js";
import { previewOffline } from "../offline/previewOffline.js";
import type { PreviewOptions } from "../offline/previewOffline.js";
import type { PreviewResult } from "../offline/previewResult.js";
import { findProjectDirectory, isMap } from "../project/findProject.js";
import { readInputFile } from "../project/readInputFile.js";

/** Where a preview is from. */
export interface PreviewSource {
  kind: "stack" | "file" | "ref";
  /** Name of the stack or file, or the ref of git. */
  value: string;
}

/** What a preview of a source needs beside it. */
export type SourceOptions = Pick<
  PreviewOptions,
  "directory" | "timeoutSeconds" | "signal" | "policyPacks"
> & {
  /** Stack of a ref. */
  stack?: string | undefined;
};

/** Largest preview that is read. */
const LARGEST_MIB = 64;

const run = promisify(execFile);

/** What a word names: `@main` a ref of git, a name that ends in `.json` a file, any other a stack. */
export function previewSource(word: string): PreviewSource {
  if (word.startsWith("@")) return { kind: "ref", value: word.slice(1) };
  return { kind: word.endsWith(".json") ? "file" : "stack", value: word };
}

/**
 * The preview of a source: of the project with a stack, as `slipway preview --json` wrote it, or of the project as it was
 * at a ref.
 *
 * @throws {CliError} if there is none, or the program fails.
 */
export async function previewOf(
  { kind, value }: PreviewSource,
  options: SourceOptions,
): Promise<PreviewResult> {
  switch (kind) {
    case "file":
      return readPreview(value);
    case "stack":
      return previewOffline({ ...options, stack: value, silent: true });
    case "ref":
      return previewAtRef(value, options);
  }
}

/** @throws {CliError} if a file is no preview. */
export function readPreview(file: string): PreviewResult {
  let content: unknown;
  try {
    content = JSON.parse(readInputFile(file, LARGEST_MIB));
  } catch (error) {
    if (error instanceof CliError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(`${file} cannot be read as a preview: ${why}`);
  }
  if (isPreview(content)) return content;
  throw new CliError(
    `${file} must be what 'slipway preview --json' prints: 'stack', 'resources' each with 'urn' and 'inputs', 'policies' and 'outputs'`,
  );
}

function isPreview(content: unknown): content is PreviewResult {
  if (!isMap(content) || typeof content.stack !== "string" || !isMap(content.outputs)) return false;
  if (!isMap(content.policies) || !Array.isArray(content.policies.violations)) return false;
  const { resources } = content;
  return (
    Array.isArray(resources) &&
    resources.every(
      (one) =>
        isMap(one) &&
        typeof one.urn === "string" &&
        typeof one.type === "string" &&
        typeof one.name === "string" &&
        isMap(one.inputs),
    )
  );
}

/** A copy of the project at a ref, with the packages that are installed now. */
async function previewAtRef(ref: string, options: SourceOptions): Promise<PreviewResult> {
  const project = realpathSync(findProjectDirectory(options.directory));
  const root = await git(project, ["rev-parse", "--show-toplevel"], "the project must be in git");
  const commit = await git(
    project,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`],
    `'@${ref}' must be a ref of git that there is; '@main' works where there is a branch main`,
  );
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-ref-")));
  const copy = join(folder, "tree");
  try {
    await git(
      root,
      ["worktree", "add", "--detach", copy, commit],
      `'@${ref}' cannot be checked out`,
    );
    linkPackages(root, project, copy);
    const directory = join(copy, relative(root, project));
    if (!existsSync(directory)) {
      throw new CliError(`the project is not yet there at '@${ref}': ${relative(root, project)}`);
    }
    return await previewOffline({ ...options, directory, silent: true });
  } finally {
    // It fails where there is none to remove, since it could not be made.
    await run("git", ["worktree", "remove", "--force", copy], { cwd: root }).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each folder of packages that the project finds its own by, up to the repository's. */
function linkPackages(root: string, project: string, copy: string): void {
  for (let folder = project; ; folder = dirname(folder)) {
    const packages = join(folder, "node_modules");
    const link = join(copy, relative(root, folder), "node_modules");
    if (existsSync(packages) && existsSync(dirname(link)) && !existsSync(link)) {
      symlinkSync(packages, link, "dir");
    }
    if (folder === root || folder === dirname(folder)) return;
  }
}

async function git(cwd: string, args: readonly string[], problem: string): Promise<string> {
  try {
    const { stdout } = await run("git", args, { cwd });
    return stdout.trim();
  } catch (error) {
    const said = isMap(error) && typeof error.stderr === "string" ? error.stderr.trim() : "";
    throw new CliError(said === "" ? problem : `${problem}: ${said.split("\n").at(-1) ?? ""}`);
  }
}
