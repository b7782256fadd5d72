import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type * as AjvModule from "ajv";
import type * as Yaml from "yaml";

import type { CostFigures } from "../../cost/costFigures.js";
import type { PriceFile } from "../../cost/prices/priceTable.js";
import type { Usage } from "../../cost/usage.js";
import { isMap } from "../resource/secretSignature.js";
import { PolicyConfigurationError } from "./configurationError.js";
import { findProjectFile, projectFileText } from "./projectFile.js";
import type * as Problems from "./schemaProblem.js";

/** Name of the file that a project says in how much it is used. */
export const USAGE_FILE = "slipway.usage.yaml";

/** Name of the file that `slipway prices refresh` writes. */
export const PRICE_FILE = "slipway.prices.json";

/** The package's own files of costs, from where this one is when it is built. */
const PACKAGED = join(__dirname, "../../../cost");

const require_ = createRequire(__filename);

/**
 * What a project says of costs.
 *
 * @param directory Its folder. Without one: nothing, and the package's prices.
 * @throws {PolicyConfigurationError} if one of its files is wrong.
 */
export function costFilesOf(directory: string | undefined): CostFigures {
  if (directory === undefined) return { usage: {}, prices: packagedPrices() };
  return { usage: usageOf(directory), prices: pricesOf(directory) };
}

/**
 * What a project says in `slipway.usage.yaml`, in its folder or one above it; nothing where it has none.
 *
 * @throws {PolicyConfigurationError} as {@link usageIn}.
 */
export function usageOf(directory: string): Usage {
  const file = findProjectFile(directory, USAGE_FILE);
  return file === undefined ? {} : usageIn(file);
}

/**
 * How much resources are used, from a file of YAML or JSON.
 *
 * @throws {PolicyConfigurationError} if it cannot be read, is not YAML, or says what the schema does not know.
 */
export function usageIn(file: string): Usage {
  const content = yamlIn(file) ?? {};
  // Both are loaded only where there is such a file.
  const { Ajv } = require_("ajv") as typeof AjvModule;
  const { schemaProblem } = require_("./schemaProblem.js") as typeof Problems;
  const schema = JSON.parse(readFileSync(join(PACKAGED, "usage.schema.json"), "utf8")) as object;
  const validate = new Ajv({ verbose: true, validateSchema: false }).compile<Usage>(schema);
  if (validate(content)) return content;
  throw new PolicyConfigurationError(`${file}: ${schemaProblem(validate.errors?.[0])}`);
}

/**
 * The table of prices: the project's own, in its folder or one above it, or else the package's.
 *
 * @throws {PolicyConfigurationError} as {@link pricesIn}.
 */
export function pricesOf(directory: string): PriceFile {
  const own = findProjectFile(directory, PRICE_FILE);
  return own === undefined ? packagedPrices() : pricesIn(own);
}

/** The table that came with the package. */
export function packagedPrices(): PriceFile {
  return JSON.parse(readFileSync(join(PACKAGED, "prices", "prices.json"), "utf8")) as PriceFile;
}

/** @throws {PolicyConfigurationError} if a file is no table of prices. */
export function pricesIn(file: string): PriceFile {
  const text = textOf(file);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new PolicyConfigurationError(`${file} cannot be read: ${messageOf(error)}`);
  }
  if (isPriceFile(content)) return content;
  throw new PolicyConfigurationError(
    `${file} must be a table that 'slipway prices refresh' writes: 'date', 'items', and for each of 'regions' as many prices as items`,
  );
}

function isPriceFile(content: unknown): content is PriceFile {
  if (!isMap(content) || !isMap(content.regions) || !isMap(content.everywhere)) return false;
  const { date, spotDate, items } = content;
  if (typeof date !== "string" || typeof spotDate !== "string" || !Array.isArray(items)) {
    return false;
  }
  const isPrice = (price: unknown) => price === null || (typeof price === "number" && price > 0);
  return Object.values(content.regions).every(
    (prices) => Array.isArray(prices) && prices.length === items.length && prices.every(isPrice),
  );
}

function yamlIn(file: string): unknown {
  const text = textOf(file);
  const { parse } = require_("yaml") as typeof Yaml;
  try {
    return parse(text);
  } catch (error) {
    const [line = ""] = messageOf(error).split("\n", 1);
    throw new PolicyConfigurationError(`${file} is not YAML: ${line}`);
  }
}

function textOf(file: string): string {
  const found = projectFileText(file);
  if ("text" in found) return found.text;
  throw new PolicyConfigurationError(`${file} ${found.problem}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
