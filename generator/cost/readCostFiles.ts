import type { PriceFile } from "../../cost/prices/priceTable.js";
import type { Usage } from "../../cost/usage.js";
import { PolicyConfigurationError } from "../../policies/configuration/configurationError.js";
import { pricesOf, usageIn, usageOf } from "../../policies/configuration/costFiles.js";
import { CliError } from "../cliError.js";

/**
 * The table of prices of a project, or else the package's.
 *
 * @throws {CliError} if the project's is none.
 */
export function readPrices(directory: string): PriceFile {
  return read(() => pricesOf(directory));
}

/**
 * How much the resources of a project are used.
 *
 * @param file A file in place of the project's own.
 * @throws {CliError} if it is wrong.
 */
export function readUsage(directory: string, file?: string): Usage {
  return read(() => (file === undefined ? usageOf(directory) : usageIn(file)));
}

function read<T>(read_: () => T): T {
  try {
    return read_();
  } catch (error) {
    throw error instanceof PolicyConfigurationError ? new CliError(error.reason) : error;
  }
}
