import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { publishedSchemas } from "../../scripts/docPages/configurationPages.js";

/**
 * Fails unless a document is as the package's schema of it says.
 *
 * @param name Of the schema, as programs import it by `slipway/schemas/<name>.json`.
 * @param document The text that a command printed, or that a file has.
 */
export function assertPublished(name: string, document: string): void {
  const file = publishedSchemas().get(name);
  if (file === undefined) throw new Error(`the package has no schema '${name}'`);
  const schema = JSON.parse(readFileSync(join(packageRoot(), file), "utf8")) as object;
  const validate = new Ajv({ allErrors: true }).compile(schema);
  assert.deepEqual(validate(JSON.parse(document)) ? [] : validate.errors, [], document);
}
