import { Readable } from "node:stream";

import { parse } from "csv-parse";

import { CliError } from "../cliError.js";
import { isMap } from "../project/findProject.js";

/** A row of an offer's file, by the names of its columns. */
export type OfferRow = Readonly<Record<string, string>>;

/** Lines before the columns' names: format, disclaimer, publication, version, offer. */
const PREAMBLE_LINES = 5;

const PUBLISHED = "Publication Date";

/** Where offers are asked for. */
export interface PriceList {
  /** Address of the list, without a path. */
  from: string;
  signal?: AbortSignal | undefined;
}

/**
 * Where the newest file of each region of an offer is.
 *
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html
 * @throws {CliError} if the list does not answer, or otherwise than it is laid out.
 */
export async function offerRegions(
  list: PriceList,
  offer: string,
): Promise<ReadonlyMap<string, string>> {
  const path = `/offers/v1.0/aws/${offer}/current/region_index.json`;
  const response = await answer(list, path);
  const content: unknown = await response.json();
  const regions = isMap(content) ? content.regions : undefined;
  if (!isMap(regions)) throw new CliError(`${list.from}${path} must have 'regions'`);
  return new Map(
    Object.entries(regions).flatMap(([region, value]) => {
      const url = isMap(value) ? value.currentVersionUrl : undefined;
      return typeof url === "string" ? [[region, url.replace(/\.json$/, ".csv")] as const] : [];
    }),
  );
}

/**
 * Reads a file of prices row by row: some have hundreds of megabytes.
 *
 * @returns The day on which it was published.
 * @throws {CliError} if it does not answer, or is not laid out as files of prices are.
 */
export async function readOffer(
  list: PriceList,
  path: string,
  onRow: (row: OfferRow) => void,
): Promise<string> {
  const { body } = await answer(list, path);
  if (!body) throw new CliError(`${list.from}${path} is empty`);
  const records = Readable.fromWeb(body).pipe(parse({ relax_column_count: true, bom: true }));
  let line = 0;
  let published = "";
  let columns: readonly string[] = [];
  for await (const record of records as AsyncIterable<string[]>) {
    line += 1;
    if (line <= PREAMBLE_LINES) {
      if (record[0] === PUBLISHED) published = (record[1] ?? "").slice(0, 10);
    } else if (line === PREAMBLE_LINES + 1) columns = record;
    else onRow(Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ""])));
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(published) && columns.includes("PricePerUnit")) return published;
  throw new CliError(
    `${list.from}${path} must be a file of AWS's price list: five lines with '${PUBLISHED}', and then columns with 'PricePerUnit'`,
  );
}

async function answer({ from, signal }: PriceList, path: string): Promise<Response> {
  const url = new URL(path, from);
  let response: Response;
  try {
    response = await fetch(url, signal ? { signal } : {});
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new CliError(
      `${url.href} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  if (response.ok) return response;
  throw new CliError(`${url.href} answers ${response.status}`);
}
