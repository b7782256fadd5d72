import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

let found: string | undefined;

/**
 * The folder of this package: the one with `package.json`, `templates/` and `policies/`, in a checkout as well as in
 * `node_modules`.
 *
 * @throws {Error} if no folder above this file holds the package's `package.json`.
 */
export function packageRoot(): string {
  found ??= search(__dirname);
  return found;
}

/** The version of this package. */
export function packageVersion(): string {
  const manifest = readFileSync(join(packageRoot(), "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

function search(folder: string): string {
  const file = join(folder, "package.json");
  if (existsSync(file)) {
    const { name } = JSON.parse(readFileSync(file, "utf8")) as { name?: unknown };
    if (name === "slipway") return folder;
  }
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json of slipway above ${__dirname}`);
  return search(parent);
}
