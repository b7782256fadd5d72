import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type * as ajv from "ajv";

import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";
import { packageRoot } from "../project/packageRoot.js";
import { jsonProblem } from "./jsonProblem.js";
import { schemaProblem } from "../../policies/configuration/schemaProblem.js";

/** Values in place of those that an offline preview makes up. `mock.schema.json` describes them: a public contract. */
export interface MockValues {
  /** Configuration by key, such as `orders:memory`, before what the stack's file has. */
  config?: Record<string, unknown>;
  /** Outputs of other stacks, by the name that the program gives, such as `acme/platform/prod`. */
  stackReferences?: Record<string, Record<string, unknown>>;
  /** What functions of providers answer, by token, such as `aws:ec2/getVpc:getVpc`. */
  invokes?: Record<string, Record<string, unknown>>;
  /** Outputs of resources, by URN or by type token, such as `aws:sns/topic:Topic`; by URN goes first. */
  resources?: Record<string, Record<string, unknown>>;
}

const SCHEMA = join(packageRoot(), "generator", "offline", "mock.schema.json");

/**
 * Checks values for placeholders.
 *
 * @param from Where they come from, for messages, such as `'mocks'`.
 * @throws {CliError} if they are not as `mock.schema.json` says, or JSON cannot express them.
 */
export function checkMockValues(values: unknown, from: string): asserts values is MockValues {
  const inexpressible = jsonProblem(values, from);
  if (inexpressible !== undefined) throw new CliError(inexpressible);
  const { Ajv } = createRequire(__filename)("ajv") as typeof ajv;
  const validate = new Ajv({ verbose: true, validateSchema: false }).compile(
    JSON.parse(readFileSync(SCHEMA, "utf8")) as object,
  );
  if (validate(values)) return;
  const problem = schemaProblem(validate.errors?.[0]);
  throw new CliError(
    `'${from}' must be as 'slipway/schemas/mock.json' says: ${problem}; ` +
      '{"stackReferences": {"acme/platform/prod": {"vpcId": "vpc-1"}}} works',
  );
}

/** The mock values in a file, for `--mock`. @throws {CliError} if it cannot be read or is not as it should be. */
export function readMockValues(file: string): MockValues {
  let values: unknown;
  try {
    values = JSON.parse(readInputFile(file));
  } catch (error) {
    const [reason = ""] = (error as Error).message.split("\n");
    throw new CliError(
      `'--mock' must name a file of JSON, got '${file}', which cannot be read: ${reason}`,
    );
  }
  checkMockValues(values, file);
  return values;
}
