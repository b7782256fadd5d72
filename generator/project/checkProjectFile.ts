import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type * as ajv2020 from "ajv/dist/2020.js";

import { CliError } from "../cliError.js";
import { packageRoot } from "./packageRoot.js";
import { schemaProblem, tellingError } from "../../policies/configuration/schemaProblem.js";

/** Pulumi's own schema of project files. */
const SCHEMA = join(packageRoot(), "generator", "project", "pulumiProject.schema.json");

/** Keys that are checked where they are read: a project with no others needs no schema, which takes time to load. */
const PLAIN_KEYS = ["name", "runtime", "main", "description", "author", "license", "website"];

/**
 * Checks a project file by Pulumi's own schema.
 *
 * @throws {CliError} if Pulumi would refuse it.
 */
export function checkProjectFile(file: string, content: Record<string, unknown>): void {
  const isPlain = ([key, value]: [string, unknown]): boolean =>
    key === "runtime" || (PLAIN_KEYS.includes(key) && typeof value === "string");
  if (Object.entries(content).every(isPlain)) return;
  const { Ajv2020 } = createRequire(__filename)("ajv/dist/2020.js") as typeof ajv2020;
  const validate = new Ajv2020({ strict: false, verbose: true, validateSchema: false }).compile(
    JSON.parse(readFileSync(SCHEMA, "utf8")) as object,
  );
  if (validate(content)) return;
  throw new CliError(`${file}: ${schemaProblem(tellingError(validate.errors ?? []))}`);
}
