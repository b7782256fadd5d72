import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";

/**
 * `npm start`: the main job with no account, no cloud and no Pulumi CLI. Scaffolds a service into a temporary folder and
 * previews its three stacks offline, under the policies.
 */
function main(): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-start-")));
  try {
    slipway(folder, "new", "orders", "--yes");
    const service = join(folder, "orders");
    borrowDependencies(service);
    for (const stack of ["dev", "staging", "prod"]) {
      slipway(service, "preview", "--offline", "--stack", stack);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(
    "That was a temporary folder. For a service of your own, in a folder of your own:\n" +
      `  node ${join(packageRoot(), "dist", "generator", "cli.js")} new orders\n` +
      "or `slipway new --help` for all that it can be told.",
  );
}

/** Runs the command as a user would, on this terminal. */
function slipway(directory: string, ...words: string[]): void {
  console.log(`\n$ slipway ${words.join(" ")}`);
  const cli = join(packageRoot(), "dist", "generator", "cli.js");
  const { status } = spawnSync(process.execPath, [cli, ...words], {
    cwd: directory,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`slipway ${words.join(" ")} ended with ${String(status)}`);
}

/** Lends this checkout's dependencies to the service, so that nothing is installed. */
function borrowDependencies(service: string): void {
  const modules = join(service, "node_modules");
  mkdirSync(modules);
  symlinkSync(packageRoot(), join(modules, "slipway"), "dir");
  symlinkSync(join(packageRoot(), "node_modules", "@pulumi"), join(modules, "@pulumi"), "dir");
}

main();
