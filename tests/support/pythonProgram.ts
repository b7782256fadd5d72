import { execFileSync, type ExecFileSyncOptions } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** What they say goes nowhere but into the reason of a failure. */
const QUIET: ExecFileSyncOptions = { stdio: ["ignore", "ignore", "pipe"] };

/**
 * The path of the program that a package of PyPI is called after, in an environment of its own, which is made the first time
 * and kept.
 *
 * @throws {Error} why it cannot be installed.
 */
export function pythonProgram(name: string, version: string): string {
  const folder = join(packageRoot(), "node_modules/.cache", `${name}-${version}`);
  const file = join(folder, "bin", name);
  if (existsSync(file)) return file;
  process.stderr.write(`installing ${name} ${version} (once)\n`);
  const pip = ["install", "--quiet", "--disable-pip-version-check", `${name}==${version}`];
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("python3", ["-m", "venv", folder], QUIET);
    execFileSync(join(folder, "bin/pip"), pip, QUIET);
  } catch (error) {
    // A folder that is half made is no program, and would be one the next time.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return file;
}
