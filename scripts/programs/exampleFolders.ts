import { readdirSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** Where the programs of pages are. */
export const EXAMPLES = join(packageRoot(), "docs/examples");

const YAML = "/yaml/Pulumi.yaml";

/** The folders below it whose program is in Pulumi YAML too, such as `service` and `strategies/canary`. */
export function exampleNames(): string[] {
  const paths = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" });
  const named = paths
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(YAML));
  return named.map((path) => path.slice(0, -YAML.length)).sort();
}
