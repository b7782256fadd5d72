import type { PackageSource } from "./packageSource.js";

/** The fields of a `package.json` that npm repeats in a lock file. */
const REPEATED = [
  "version",
  "license",
  "dependencies",
  "devDependencies",
  "bin",
  "engines",
  "peerDependencies",
  "peerDependenciesMeta",
] as const;

/** A `package.json`, as far as a lock file repeats it. */
export type PackageManifest = { name: string; version: string } & {
  [field in (typeof REPEATED)[number]]?: unknown;
};

/** A lock file of npm, version 3. */
export interface PackageLock {
  lockfileVersion: number;
  packages: Record<string, object>;
}

/**
 * Whether a lock file can say which package it means: one in a file or folder, or one of a registry by its hash. A version
 * without a hash would be whatever a registry gives under it; `npm install` asks and writes the hash down.
 */
export function isLocked({ spec, integrity }: PackageSource): boolean {
  return spec.startsWith("file:") || integrity !== undefined;
}

/**
 * The lock file of a generated repository. The template's lock has every package but this one and the repository
 * itself, both of which are known only now; this one is left to
 * `npm install` where its hash is not known.
 *
 * @param template `lock.json` of the template.
 * @param repository `package.json` of the generated repository.
 * @param own `package.json` of this package.
 * @param source Where the repository gets this package from.
 */
export function packageLock(
  template: PackageLock,
  repository: PackageManifest,
  own: PackageManifest,
  source: PackageSource,
): string {
  const { spec, integrity } = source;
  const entry = isLocked(source) && {
    version: own.version,
    ...(spec.startsWith("file:") && { resolved: spec }),
    ...(integrity !== undefined && { integrity }),
    dev: true,
    ...pick(
      own,
      REPEATED.filter((field) => field !== "version" && field !== "devDependencies"),
    ),
  };
  const entries = Object.entries<object>({
    ...template.packages,
    ...(entry && { "node_modules/slipway": entry }),
  });
  const sorted = entries.sort(([a], [b]) => a.localeCompare(b, "en"));
  const root = { name: repository.name, ...pick(repository, REPEATED) };
  const lock = {
    name: repository.name,
    version: repository.version,
    lockfileVersion: template.lockfileVersion,
    requires: true,
    packages: Object.fromEntries([["", root], ...sorted]),
  };
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** What npm says of a package that only packages for development need. */
const DEV = ["dev", "devOptional"];

/**
 * The lock file of a program whose packages are all among those of a template's lock: these, and what they need in turn.
 *
 * @param template `lock.json` of the template.
 * @param manifest `package.json` of the program.
 */
export function applicationLock(template: PackageLock, manifest: PackageManifest): string {
  const { dependencies, devDependencies } = manifest;
  const running = reached(template, namesOf(dependencies));
  const all = new Set([...running, ...reached(template, namesOf(devDependencies))]);
  const entries = Object.entries(template.packages).flatMap(([path, entry]) => {
    if (!all.has(path)) return [];
    const fields = Object.entries<unknown>({ ...entry }).filter(([key]) => !DEV.includes(key));
    const { version, integrity, ...others } = Object.fromEntries(fields);
    const isDev = !running.has(path) && { dev: true };
    return [[path, { version, integrity, ...isDev, ...others }] as const];
  });
  const lock = {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: template.lockfileVersion,
    requires: true,
    packages: {
      "": { name: manifest.name, ...pick(manifest, REPEATED) },
      ...Object.fromEntries(entries),
    },
  };
  return `${JSON.stringify(lock, null, 2)}\n`;
}

function namesOf(dependencies: unknown): string[] {
  return typeof dependencies === "object" && dependencies !== null ? Object.keys(dependencies) : [];
}

/** The paths of packages in a lock, and of all that they need. */
function reached({ packages }: PackageLock, names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (from: string, name: string): void => {
    const path = resolvedPath(packages, from, name);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {} } = packages[path] as {
      dependencies?: object;
      optionalDependencies?: object;
    };
    for (const each of Object.keys({ ...dependencies, ...optionalDependencies })) visit(path, each);
  };
  for (const name of names) visit("", name);
  return found;
}

/** Where Node.js finds a package: below the one that asks, or below what that is in. */
function resolvedPath(
  packages: PackageLock["packages"],
  from: string,
  name: string,
): string | undefined {
  const path = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (packages[path] !== undefined) return path;
  if (from === "") return undefined;
  return resolvedPath(
    packages,
    from.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, ""),
    name,
  );
}

function pick(manifest: PackageManifest, fields: readonly (typeof REPEATED)[number][]): object {
  const present = fields.filter((field) => manifest[field] !== undefined);
  return Object.fromEntries(present.map((field) => [field, manifest[field]]));
}
