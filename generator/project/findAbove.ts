import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** A file of a project: in a folder, or in one above it, up to the repository's. */
export function findAbove(directory: string, name: string): string | undefined {
  const folder = resolve(directory);
  const file = join(folder, name);
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder || existsSync(join(folder, ".git")) ? undefined : findAbove(above, name);
}
