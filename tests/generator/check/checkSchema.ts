import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import { packageRoot } from "../../../generator/project/packageRoot.js";

const FILE = join(packageRoot(), "generator", "check", "check.schema.json");
const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync(FILE, "utf8")) as object,
);

/** Fails unless a result is as its published schema says. */
export function assertCheckSchema(result: unknown): void {
  assert.deepEqual(validate(result) ? [] : validate.errors, []);
}
