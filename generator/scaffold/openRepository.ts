import { existsSync, realpathSync } from "node:fs";

import { CliError } from "../cliError.js";
import { undoUnfinished } from "./changeFolder.js";
import { type Manifest, readManifest } from "./manifest.js";
import { quotedValue } from "./quotedValue.js";

/** A generated repository that is to be changed. */
export interface OpenRepository {
  /** Absolute path, without symbolic links. */
  root: string;
  manifest: Manifest;
}

/**
 * Opens a generated repository: what a killed run has left in it is undone.
 *
 * @param directory Its folder.
 * @throws {CliError} if it is none, or another run is at it.
 */
export async function openRepository(directory: string): Promise<OpenRepository> {
  if (!existsSync(directory)) {
    throw new CliError(
      `'directory' must be a folder that exists, got ${quotedValue(directory)}; "." works`,
    );
  }
  const root = realpathSync(directory);
  await undoUnfinished(root);
  return { root, manifest: readManifest(root) };
}
