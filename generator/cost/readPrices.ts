import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { PriceFile } from "../../cost/prices/priceTable.js";
import { CliError } from "../cliError.js";
import { findAbove } from "../project/findAbove.js";
import { isMap } from "../project/findProject.js";
import { packageRoot } from "../project/packageRoot.js";
import { readInputFile } from "../project/readInputFile.js";

/** Name of the file that `slipway prices refresh` writes. */
export const PRICE_FILE = "slipway.prices.json";

/**
 * The table of prices: the project's own, in its folder or one above it, or else the package's.
 *
 * @throws {CliError} if the project's is no table.
 */
export function readPrices(directory: string): PriceFile {
  const own = findAbove(directory, PRICE_FILE);
  return own === undefined ? packagedPrices() : readPriceFile(own);
}

/** The table that came with the package. */
export function packagedPrices(): PriceFile {
  const file = join(packageRoot(), "cost", "prices", "prices.json");
  return JSON.parse(readFileSync(file, "utf8")) as PriceFile;
}

/** @throws {CliError} if a file is no table of prices. */
export function readPriceFile(file: string): PriceFile {
  const content = contentOf(file);
  if (isPriceFile(content)) return content;
  throw new CliError(
    `${file} must be a table that 'slipway prices refresh' writes: 'date', 'items', and for each of 'regions' as many prices as items`,
  );
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readInputFile(file)) as unknown;
  } catch (error) {
    throw new CliError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
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
