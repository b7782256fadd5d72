/**
 * Shows that the lower ends of the peers' ranges hold: in a temporary copy of this repository, with each peer at the
 * lowest version that `peerDependencies` allows, all of the code is type-checked, and the components' tests run. It asks
 * the npm registry.
 *
 *   npm run test:lowest-peers
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { lowestVersions } from "./lowestVersions.js";

interface Manifest {
  version: string;
  peerDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** What stays behind: what is fetched, made, or asks for the network by itself. */
const LEFT = ["node_modules", "dist", "coverage", ".git"];

/** The Pulumi package is read by an analyzer of 3.221 or later: components/package.json has a range of its own. */
const OTHER_FLOOR = "dist/tests/components/schema.test.js";

/** Runs a command in the copy, on this terminal; a failure is the end. */
function run(folder: string, command: string, ...words: string[]): void {
  console.log(`\n$ ${command} ${words.join(" ")}`);
  const { status } = spawnSync(command, words, { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${words.join(" ")} ended with ${String(status)}`);
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** @throws {Error} if npm has put another version in place of a lowest one. */
function checkInstalled(folder: string, lowest: Record<string, string>): void {
  for (const [name, version] of Object.entries(lowest)) {
    // @pulumi/policy writes its version with a 'v'.
    const found = manifestOf(join(folder, "node_modules", name)).version.replace(/^v/, "");
    console.log(`${name} ${found}`);
    if (found !== version) throw new Error(`${name} should be ${version}, and is ${found}`);
  }
}

function main(): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-lowest-")));
  try {
    cpSync(packageRoot(), folder, {
      recursive: true,
      filter: (path) => !LEFT.includes(basename(path)),
    });
    const manifest = manifestOf(folder);
    const lowest = lowestVersions(manifest.peerDependencies);
    Object.assign(manifest.devDependencies, lowest);
    writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    run(folder, "npm", "install", "--ignore-scripts");
    checkInstalled(folder, lowest);
    run(folder, "npx", "tsc", "-p", ".");
    const tests = ["--spec", "dist/tests/components/**/*.test.js", "--ignore", OTHER_FLOOR];
    run(folder, "npx", "mocha", "--no-config", "--timeout", "60000", ...tests);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
