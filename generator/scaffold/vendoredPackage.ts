import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

import { CliError } from "../cliError.js";
import { readFoundFile } from "../project/readInputFile.js";
import type { FileChange } from "./changeFolder.js";
import { homeFolder, type Layout } from "./layout.js";
import type { Manifest } from "./manifest.js";
import type { PackageSource } from "./packageSource.js";

const run = promisify(execFile);

/** What `--package` says for a tarball of this package in the repository, and the folder that it is in. */
export const VENDOR = "vendor";

/** No tarball of this package is nearly as large. */
export const LARGEST_TARBALL_MIB = 50;

/** Packing takes seconds, on a busy machine a minute. */
const LONGEST_MILLISECONDS = 300_000;

/** On Windows npm is a script of the shell. */
export const NPM = { shell: process.platform === "win32" };

/** The hash of a package as npm's lock files have it. */
export function integrityOf(bytes: Buffer): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}

/** The spec of the tarball of a version, seen from `package.json`. */
export function vendoredSpec(version: string): string {
  return `file:${VENDOR}/slipway-${version}.tgz`;
}

/** Where a vendored package is in a repository; nothing where its package is no such one. */
export function vendoredPath({ spec, kind }: PackageSource, layout: Layout): string | undefined {
  if (kind !== "vendor") return undefined;
  const path = spec.slice("file:".length);
  const home = homeFolder(layout);
  return home === "." ? path : `${home}/${path}`;
}

/**
 * Packs this package, for a repository that brings it along: what is there of it, without running a script of it.
 *
 * @param root Folder of this package: a checkout that was built, or where npm has installed it.
 * @throws {CliError} if npm is not there, or cannot pack it.
 */
export async function packedSource(root: string): Promise<PackageSource> {
  const real = realpathSync(root);
  const folder = mkdtempSync(join(tmpdir(), "slipway-vendor-"));
  try {
    // A checkout has what only packages hold made anew; an installed package has it.
    const prepare = join(real, "components/prepare.cjs");
    if (basename(dirname(real)) !== "node_modules" && existsSync(prepare)) {
      await run(process.execPath, [prepare], { timeout: LONGEST_MILLISECONDS });
    }
    const words = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
    await run("npm", words, { cwd: real, timeout: LONGEST_MILLISECONDS, ...NPM });
    const { version } = JSON.parse(readFileSync(join(real, "package.json"), "utf8")) as {
      version: string;
    };
    const tarball = readFoundFile(join(folder, `slipway-${version}.tgz`), LARGEST_TARBALL_MIB);
    const integrity = integrityOf(tarball);
    return { spec: vendoredSpec(version), kind: "vendor", integrity, tarball };
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(
      `'--package' vendor needs 'npm pack' of ${real}, which failed: ${reasonOf(error)}; file:<path> of a tarball works`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Why a command of npm failed, in one line. */
export function reasonOf(error: unknown): string {
  const {
    code,
    stderr = "",
    killed,
    message,
  } = error as NodeJS.ErrnoException & {
    stderr?: string;
    killed?: boolean;
  };
  if (code === "ENOENT") return "there is no npm";
  if (killed === true) return "it took too long";
  const said = stderr.split("\n").find((line) => line.trim() !== "");
  return said?.trim() ?? message.split("\n", 1)[0] ?? "";
}

/** What becomes of a vendored package when a repository is upgraded. */
export interface VendoredStep {
  files: { path: string; outcome: "add" | "update" | "remove" | "keep" }[];
  changes: FileChange[];
}

/**
 * Brings the newer tarball, and takes the older one away, unless somebody has put another in its place.
 *
 * @param root Absolute path of the repository.
 * @param recorded What the repository has by its manifest.
 */
export function vendoredStep(
  root: string,
  recorded: Manifest["vendored"],
  source: PackageSource,
  layout: Layout,
): VendoredStep {
  const step: VendoredStep = { files: [], changes: [] };
  const path = vendoredPath(source, layout);
  const { tarball } = source;
  if (recorded !== undefined && recorded.path !== path) {
    const before = currentBytes(root, recorded.path);
    const isOurs = before !== undefined && integrityOf(before) === recorded.integrity;
    if (before !== undefined) {
      step.files.push({ path: recorded.path, outcome: isOurs ? "remove" : "keep" });
    }
    if (isOurs) step.changes.push({ path: recorded.path, before });
  }
  if (path === undefined || tarball === undefined) return step;
  const before = currentBytes(root, path);
  if (before?.equals(tarball) === true) return step;
  step.files.push({ path, outcome: before === undefined ? "add" : "update" });
  step.changes.push({ path, before, after: tarball });
  return step;
}

/** The bytes of a file of a repository; nothing where there is none. */
export function currentBytes(root: string, path: string): Buffer | undefined {
  try {
    return readFoundFile(join(root, path), LARGEST_TARBALL_MIB);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
