import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { PACKED_VARIABLE, run } from "./packed.js";

let folder = "";

/** Mocha calls it once for all workers of a run: they inherit the variable, and no two of them pack at a time. */
export function mochaGlobalSetup(): void {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-packed-")));
  run(packageRoot(), process.execPath, "components/prepare.cjs");
  const packed = run(
    packageRoot(),
    "npm",
    "pack",
    "--ignore-scripts",
    "--pack-destination",
    folder,
  );
  process.env[PACKED_VARIABLE] = join(folder, packed.trim().split("\n").at(-1) ?? "");
}

/** Mocha calls it when all workers have ended. */
export function mochaGlobalTeardown(): void {
  rmSync(folder, { recursive: true, force: true });
}
