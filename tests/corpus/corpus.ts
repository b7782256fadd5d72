import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import type { Sample } from "./sample.js";

/** Where AWS's samples are looked for. */
export function corpusFile(): string {
  return (
    process.env.SLIPWAY_CORPUS ??
    join(packageRoot(), "..", "shared", "corpus", "taskDefinitions.json")
  );
}

/** AWS's samples; nothing where they are not there. */
export function readCorpus(): Sample[] | undefined {
  const file = corpusFile();
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Sample[]) : undefined;
}
