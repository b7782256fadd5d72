import { renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { priceFileText } from "../../cost/prices/priceFileText.js";
import { CliError, EXIT_CANCELLED } from "../cliError.js";
import { PRICE_FILE } from "../../policies/configuration/costFiles.js";
import { readPrices } from "../cost/readCostFiles.js";
import { refreshPrices } from "../cost/refreshPrices.js";
import type { RefreshedPrices } from "../cost/refreshPrices.js";
import { jsonText } from "../terminal/escapedText.js";
import { listenToInterrupts } from "../terminal/interrupts.js";
import { printResult } from "../terminal/printResult.js";

/** Flags of `slipway prices refresh`. */
export interface RefreshFlags {
  region?: string[];
  ec2?: true;
  from?: string;
  json?: true;
}

/** AWS's own list. */
const PRICE_LIST = "https://pricing.us-east-1.amazonaws.com";

/** Names of prices that are shown when the list lacks them. */
const MOST_KEPT = 5;

/**
 * Runs `slipway prices refresh`.
 *
 * @throws {CliError} if a flag is wrong or the list cannot be read; then nothing is written.
 */
export async function runRefresh(directory: string, flags: RefreshFlags): Promise<void> {
  assertFolder(directory);
  const table = readPrices(directory);
  const regions = flags.region ?? Object.keys(table.regions);
  const known = new Set(Object.keys(table.regions));
  const unknown = regions.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
  if (unknown !== undefined) {
    throw new CliError(`'--region' must name a region of AWS, got '${unknown}'; 'eu-west-1' works`);
  }
  const isNew = (region: string) => !known.has(region);
  const empty = regions
    .filter(isNew)
    .map((region) => [region, table.items.map(() => null)] as const);
  const interrupts = listenToInterrupts();
  try {
    const result = await refreshPrices({
      table: { ...table, regions: { ...table.regions, ...Object.fromEntries(empty) } },
      regions,
      withEc2: flags.ec2 === true,
      from: addressOf(flags.from),
      signal: interrupts.signal,
      onOffer: (offer, region) => process.stderr.write(`reading ${offer} of ${region}\n`),
    });
    const file = join(directory, PRICE_FILE);
    write(file, priceFileText(result.table));
    printResult(flags.json ? jsonText(summary(file, result), 2) : text(file, result));
  } catch (error) {
    if (!interrupts.signal.aborted) throw error;
    throw new CliError("cancelled; nothing was written", EXIT_CANCELLED);
  } finally {
    interrupts.dispose();
  }
}

function assertFolder(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new CliError(`'directory' must be a folder that there is, got '${directory}'; '.' works`);
}

function addressOf(from = PRICE_LIST): string {
  const url = URL.canParse(from) ? new URL(from) : undefined;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.origin;
  throw new CliError(
    `'--from' must be an address of http or https, got '${from}'; '${PRICE_LIST}' works`,
  );
}

/** At once, so that a table is never half written. */
function write(file: string, content: string): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

function summary(file: string, { table, read, changed, kept }: RefreshedPrices): object {
  return { file, pricesOf: table.date, read, changed, kept };
}

function text(file: string, { table, read, changed, kept }: RefreshedPrices): string {
  const missing = kept.slice(0, MOST_KEPT).join(", ");
  const more = kept.length > MOST_KEPT ? ` and ${kept.length - MOST_KEPT} more` : "";
  return [
    `${file}: prices of ${table.date}; ${read} read, ${changed} changed`,
    ...(kept.length > 0 ? [`kept as they were, since the list lacks them: ${missing}${more}`] : []),
  ].join("\n");
}
