import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type * as AjvModule from "ajv";
import type * as Yaml from "yaml";

import type { Usage } from "../../cost/usage.js";
import { CliError } from "../cliError.js";
import { findAbove } from "../project/findAbove.js";
import { packageRoot } from "../project/packageRoot.js";
import { readInputFile } from "../project/readInputFile.js";
import type * as Problems from "../project/schemaProblem.js";

/** Name of the file that a project says in how much it is used. */
export const USAGE_FILE = "slipway.usage.yaml";

const require_ = createRequire(__filename);

/**
 * What a project says in `slipway.usage.yaml`, in its folder or one above it; nothing where it has none.
 *
 * @throws {CliError} as {@link readUsage}.
 */
export function projectUsage(directory: string): Usage {
  const file = findAbove(directory, USAGE_FILE);
  return file === undefined ? {} : readUsage(file);
}

/**
 * How much resources are used, from a file of YAML or JSON.
 *
 * @throws {CliError} if it cannot be read, is not YAML, or says what the schema does not know.
 */
export function readUsage(file: string): Usage {
  const content = parsed(file, textOf(file)) ?? {};
  // Both are loaded only where there is such a file.
  const { Ajv } = require_("ajv") as typeof AjvModule;
  const { schemaProblem } = require_("../project/schemaProblem.js") as typeof Problems;
  const schema = JSON.parse(
    readFileSync(join(packageRoot(), "cost", "usage.schema.json"), "utf8"),
  ) as object;
  const validate = new Ajv({ verbose: true }).compile<Usage>(schema);
  if (validate(content)) return content;
  throw new CliError(`${file}: ${schemaProblem(validate.errors?.[0])}`);
}

function textOf(file: string): string {
  try {
    return readInputFile(file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${file} cannot be read: ${messageOf(error)}`);
  }
}

function parsed(file: string, text: string): unknown {
  const { parse } = require_("yaml") as typeof Yaml;
  try {
    return parse(text);
  } catch (error) {
    throw new CliError(`${file} is not YAML: ${messageOf(error).split("\n", 1)[0] ?? ""}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
