import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";
import { quotedValue } from "./quotedValue.js";

/** What a generated repository depends on to have this package. */
export interface PackageSource {
  /** What is written in `package.json`. */
  spec: string;
  /** Where that leads. */
  kind: "checkout" | "tarball" | "registry" | "given";
  /** Hash of the package, where npm has noted it. */
  integrity?: string;
}

/** What npm notes of an installed package in `node_modules/.package-lock.json`. */
interface InstalledEntry {
  resolved?: string;
  integrity?: string;
}

/** A thousand packages have one megabyte. */
const LARGEST_LOCK_MIB = 64;

const SPEC = /^(?:file:[^\s"'`$\\]+|[\^~]?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$/;

/**
 * Finds what a generated repository has to depend on to get the very package that is running: the checkout it runs
 * from, the tarball it was installed from, or its version in the registry.
 *
 * @param root Folder of this package.
 * @param target Absolute path of the generated folder; `file:` paths are relative to it.
 * @param given The value of `--package`, which wins.
 * @throws {CliError} if `given` is neither `file:<path>` nor a version.
 */
export function packageSource(root: string, target: string, given?: string): PackageSource {
  if (given !== undefined) {
    if (SPEC.test(given)) return { spec: given, kind: "given" };
    throw new CliError(
      `'--package' must be file:<path> or a version, got ${quotedValue(given)}; file:../slipway works`,
    );
  }
  const real = realpathSync(root);
  const modules = dirname(real);
  if (basename(modules) !== "node_modules") return fromFolder(target, real);
  const entry = installedEntry(modules);
  if (entry?.resolved?.startsWith("file:") !== true) {
    const integrity = entry?.integrity;
    return { spec: readVersion(real), kind: "registry", ...(integrity && { integrity }) };
  }
  const path = resolve(dirname(modules), decodeURI(entry.resolved.slice("file:".length)));
  if (existsSync(path) && statSync(path).isDirectory()) return fromFolder(target, path);
  const { integrity } = entry;
  return { spec: fileSpec(target, path), kind: "tarball", ...(integrity && { integrity }) };
}

function fromFolder(target: string, checkout: string): PackageSource {
  return { spec: fileSpec(target, checkout), kind: "checkout" };
}

function fileSpec(target: string, path: string): string {
  return `file:${relative(target, path).split(sep).join("/")}`;
}

function installedEntry(modules: string): InstalledEntry | undefined {
  const file = join(modules, ".package-lock.json");
  if (!existsSync(file)) return undefined;
  const lock = JSON.parse(readInputFile(file, LARGEST_LOCK_MIB)) as {
    packages?: Record<string, InstalledEntry>;
  };
  return lock.packages?.["node_modules/slipway"];
}

function readVersion(root: string): string {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
