import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** More than any configuration that people write. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** A file of a project: in a folder, or in one above it, up to the repository's. */
export function findProjectFile(directory: string, name: string): string | undefined {
  const folder = resolve(directory);
  const file = join(folder, name);
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder || existsSync(join(folder, ".git"))
    ? undefined
    : findProjectFile(above, name);
}

/** The text of such a file, or why there is none. */
export function projectFileText(file: string): { text: string } | { problem: string } {
  const stats = statSync(file, { throwIfNoEntry: false });
  // A pipe or a device may never end.
  if (stats && (!stats.isFile() || stats.size > LARGEST_BYTES)) {
    const kind = stats.isFile() ? "is larger" : "is a folder, a pipe or a device";
    return { problem: `must be a file of at most 4 MiB, and ${kind}` };
  }
  try {
    return { text: readFileSync(file, "utf8") };
  } catch {
    return { problem: "cannot be read" };
  }
}
