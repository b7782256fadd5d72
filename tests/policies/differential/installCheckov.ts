import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";

/** The version that the ledger was written by. */
export const CHECKOV_VERSION = "3.3.30";

/** What can be run, or why nothing can. */
export type Checkov = { command: string } | { reason: string };

/**
 * The checkov that is compared with: what `CHECKOV` names, else one of {@link CHECKOV_VERSION} in a folder of its own, which is
 * installed the first time and kept.
 */
export function installCheckov(): Checkov {
  const { CHECKOV } = process.env;
  if (CHECKOV !== undefined) return { command: CHECKOV };
  const folder = join(packageRoot(), "node_modules/.cache", `checkov-${CHECKOV_VERSION}`);
  const command = join(folder, "bin/checkov");
  if (existsSync(command)) return { command };
  const failure = made(folder);
  if (failure === undefined) return { command };
  // A folder that is half made is no checkov, and would be one the next time.
  rmSync(folder, { recursive: true, force: true });
  return { reason: failure };
}

/** Why the folder could not be made; nothing where it was. */
function made(folder: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  const python = spawnSync("python3", ["-m", "venv", folder], { encoding: "utf8" });
  if (python.error) return `there is no Python (${python.error.message})`;
  if (python.status !== 0) return `Python makes no environment: ${python.stdout}${python.stderr}`;
  const quiet = ["install", "--quiet", "--disable-pip-version-check"];
  const pip = spawnSync(join(folder, "bin/pip"), [...quiet, `checkov==${CHECKOV_VERSION}`], {
    encoding: "utf8",
  });
  return pip.status === 0 ? undefined : `pip installs no checkov ${CHECKOV_VERSION}: ${pip.stderr}`;
}
