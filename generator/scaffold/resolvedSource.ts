import { join } from "node:path";

import { packageRoot } from "../project/packageRoot.js";
import { homeFolder } from "./layout.js";
import { layoutOf, type Manifest } from "./manifest.js";
import { type PackageSource, packageSource } from "./packageSource.js";
import { ownManifest } from "./ownManifest.js";
import type { LookUpPackage } from "./registryPackage.js";
import {
  currentBytes,
  integrityOf,
  packedSource,
  VENDOR,
  vendoredPath,
  vendoredSpec,
} from "./vendoredPackage.js";

/**
 * What a repository depends on to have this package, and where it is given, whether that is there.
 *
 * @param home Absolute path of the folder of `package.json`.
 * @param given The value of `--package`.
 * @param lookUp Asks the registry for a version; without it, a version is taken as it is.
 * @throws {CliError} if what is given is wrong or not there.
 */
export async function resolvedSource(
  home: string,
  given: string | undefined,
  lookUp?: LookUpPackage,
): Promise<PackageSource> {
  if (given === VENDOR) return packedSource(packageRoot());
  const source = packageSource(packageRoot(), home, given);
  const { spec, kind } = source;
  if (kind !== "given" || spec.startsWith("file:") || lookUp === undefined) return source;
  const { version, integrity } = await lookUp(spec);
  // The lock file tells what the running package needs: of another one it is npm that knows.
  const isOwn = spec === version && version === ownManifest().version;
  return { ...source, ...(isOwn && integrity !== undefined && { integrity }) };
}

/** How an upgrade decides on the package. */
export interface RecordedSourceOptions {
  package?: string | undefined;
  lookUp?: LookUpPackage | undefined;
  /** Whether a tarball that is missing is packed again. */
  renew?: boolean;
}

/**
 * The same for a repository that was generated: one that brings a tarball along keeps to it, in the version that runs.
 *
 * @param root Absolute path of the repository.
 */
export async function recordedSource(
  root: string,
  manifest: Manifest,
  { package: given, lookUp, renew = false }: RecordedSourceOptions,
): Promise<PackageSource> {
  const layout = layoutOf(manifest);
  const { vendored } = manifest;
  if (given !== undefined || vendored === undefined) {
    return resolvedSource(join(root, homeFolder(layout)), given, lookUp);
  }
  const { integrity } = vendored;
  const kept: PackageSource = {
    spec: vendoredSpec(ownManifest().version),
    kind: "vendor",
    integrity,
  };
  if (vendoredPath(kept, layout) !== vendored.path) return packedSource(packageRoot());
  if (!renew) return kept;
  const bytes = currentBytes(root, vendored.path);
  if (bytes === undefined) return packedSource(packageRoot());
  // Somebody may have put another in its place.
  return { ...kept, integrity: integrityOf(bytes) };
}
