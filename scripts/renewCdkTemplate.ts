/**
 * Writes what CDK synthesizes of the service that docs/from/cdk-ecs-patterns.md compares, and the names that its patterns have for
 * the page's tables. CDK is no part of the package: the benchmark's peers have it, and are installed here at the first run.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { CDK_NAMES, CDK_TEMPLATE } from "./comparison/comparisons.js";
import { declaredNames } from "./comparison/declaredNames.js";

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

const library = join(peers, "node_modules/aws-cdk-lib");
const patterns = readdirSync(join(library, "aws-ecs-patterns/lib"), { recursive: true });
const files = [
  ...patterns.map((path) => join("aws-ecs-patterns/lib", String(path))),
  "aws-ecs/lib/base/base-service.d.ts",
  "aws-elasticloadbalancingv2/lib/alb/application-target-group.d.ts",
  "aws-elasticloadbalancingv2/lib/shared/base-target-group.d.ts",
].filter((path) => path.endsWith(".d.ts"));
const read = (path: string) => readFileSync(join(library, path), "utf8");
const names = files.flatMap((path) => declaredNames(read(path)));
const { version } = JSON.parse(read("package.json")) as { version: string };
const content = { source: `aws-cdk-lib ${version}`, names: [...new Set(names)].sort() };
writeFileSync(CDK_NAMES, `${JSON.stringify(content, null, 2)}\n`);
