import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { CliError } from "../cliError.js";
import { quotedValue } from "./quotedValue.js";
import { isWindowsDevice } from "./reservedNames.js";

/** A folder that is not there yet, or is empty, in a folder that is. */
export interface TargetDirectory {
  /** As the user gave it, without `./` and a slash at its end. */
  given: string;
  /** Absolute, without symbolic links. */
  path: string;
}

const SEGMENT = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;

/**
 * Checks the folder that is to be generated. It lies in the current folder or in one below, reached over no symbolic
 * link, and holds nothing.
 *
 * @param cwd The current folder.
 * @param directory Relative path with slashes.
 * @throws {CliError} if it lies elsewhere, has a name that some system refuses, or holds something.
 */
export function targetDirectory(cwd: string, directory: string): TargetDirectory {
  const given = directory.replace(/^(?:\.\/)+(?=.)/, "").replace(/(?<=.)\/$/, "");
  const segments = given.split("/");
  if (segments.some((segment) => !SEGMENT.test(segment) || isWindowsDevice(segment))) {
    refuse(
      directory,
      "a folder in the current one, of at most 64 letters, digits, hyphens, dots and underscores",
      "",
    );
  }
  const parent = existingParent(realpathSync(cwd), segments.slice(0, -1), directory);
  const path = join(parent, segments.at(-1) ?? "");
  assertFree(path, directory);
  return { given, path };
}

/** Checks again, just before something is written there. */
export function assertFree(path: string, directory: string): void {
  const name = basename(path);
  const other = readdirSync(dirname(path)).find((entry) => {
    return entry !== name && entry.toLowerCase() === name.toLowerCase();
  });
  if (other !== undefined) {
    refuse(
      directory,
      "a name that differs from others by more than upper and lower case",
      `, beside ${quotedValue(other)}`,
    );
  }
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) refuse(directory, "a new or empty folder", ", which is no folder");
  if (readdirSync(path).length > 0)
    refuse(directory, "a new or empty folder", ", which is not empty");
}

function existingParent(cwd: string, segments: readonly string[], directory: string): string {
  let parent = cwd;
  for (const segment of segments) {
    parent = join(parent, segment);
    // lstat, since a link may lead out of the current folder.
    if (lstatSync(parent, { throwIfNoEntry: false })?.isDirectory() === true) continue;
    refuse(directory, "in a folder that exists", `, and "${segment}" is none`);
  }
  return parent;
}

function refuse(directory: string, rule: string, why: string): never {
  throw new CliError(
    `'directory' must be ${rule}, got ${quotedValue(directory)}${why}; "orders" works`,
  );
}
