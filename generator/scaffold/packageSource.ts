import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

import { CliError } from "../cliError.js";
import { beginningBytes, readInputFile } from "../project/readInputFile.js";
import { quotedValue } from "./quotedValue.js";

/** What a generated repository depends on to have this package. */
export interface PackageSource {
  /** What is written in `package.json`. */
  spec: string;
  /** Where that leads. */
  kind: "checkout" | "tarball" | "registry" | "given" | "vendor";
  /** Hash of the package, where it is known. */
  integrity?: string;
  /** What is written into the repository: the package itself, where it brings that along. */
  tarball?: Buffer;
}

/** What npm notes of an installed package in `node_modules/.package-lock.json`. */
interface InstalledEntry {
  resolved?: string;
  integrity?: string;
}

/** A thousand packages have one megabyte. */
const LARGEST_LOCK_MIB = 64;

const SPEC = /^(?:file:[^\s"'`$\\]+|[\^~]?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$/;

/** The first bytes of all that gzip has made. */
const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * Finds what a generated repository has to depend on to get the very package that is running: the checkout it runs
 * from, the tarball it was installed from, or its version in the registry.
 *
 * @param root Folder of this package.
 * @param target Absolute path of the generated folder; `file:` paths are relative to it.
 * @param given The value of `--package`, which wins.
 * @throws {CliError} if `given` is neither `file:<path>` of what is there nor a version.
 */
export function packageSource(root: string, target: string, given?: string): PackageSource {
  if (given !== undefined) {
    if (!SPEC.test(given)) {
      throw new CliError(
        `'--package' must be vendor, file:<path> or a version, got ${quotedValue(given)}; vendor works`,
      );
    }
    if (given.startsWith("file:")) assertPackage(target, given);
    return { spec: given, kind: "given" };
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

/**
 * Sees that a path leads to a folder of this package or a tarball.
 *
 * @throws {CliError} naming where it was looked for.
 */
function assertPackage(target: string, given: string): void {
  const path = resolve(target, given.slice("file:".length));
  const stats = statSync(path, { throwIfNoEntry: false });
  const refuse = (what: string) => {
    return new CliError(
      `'--package' must lead to a folder or a tarball of slipway, seen from the folder of package.json, got ${quotedValue(given)}, and ${quotedValue(path)} is ${what}; vendor works`,
    );
  };
  if (stats === undefined) throw refuse("not there");
  if (stats.isDirectory()) {
    const manifest = join(path, "package.json");
    if (!existsSync(manifest)) throw refuse("a folder without package.json");
    if (nameOf(manifest) !== "slipway") throw refuse("a folder of another package");
  } else if (!stats.isFile() || !beginningBytes(path, GZIP.length).equals(GZIP)) {
    throw refuse("no tarball");
  }
}

function nameOf(manifest: string): unknown {
  try {
    return (JSON.parse(readInputFile(manifest)) as { name?: unknown }).name;
  } catch {
    return undefined;
  }
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
