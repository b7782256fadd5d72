/**
 * Writes what CDK synthesizes of the service that docs/from/cdk-ecs-patterns.md compares. CDK is no part of the package: the
 * benchmark's peers have it, and are installed here at the first run.
 */
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { CDK_TEMPLATE } from "./comparison/comparisons.js";

const peers = join(packageRoot(), "bench/peers");
if (!existsSync(join(peers, "node_modules"))) {
  execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: peers, stdio: "inherit" });
}
const parameters = ["-r", "ts-node/register", "patterns.ts"];
const template = execFileSync(process.execPath, parameters, {
  cwd: join(peers, "cdk"),
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
writeFileSync(CDK_TEMPLATE, `${JSON.stringify(JSON.parse(template), null, 2)}\n`);
