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

function pick(manifest: PackageManifest, fields: readonly (typeof REPEATED)[number][]): object {
  const present = fields.filter((field) => manifest[field] !== undefined);
  return Object.fromEntries(present.map((field) => [field, manifest[field]]));
}
