import { instanceItem, PRICE_ITEMS } from "../../cost/prices/priceItems.js";
import type { PriceItem, PriceSelector } from "../../cost/prices/priceItems.js";
import type { PriceFile } from "../../cost/prices/priceTable.js";
import { CliError } from "../cliError.js";
import type { OfferRow, PriceList } from "./offerRows.js";
import { offerRegions, readOffer } from "./offerRows.js";

/** What {@link refreshPrices} is asked for. */
export interface RefreshOptions extends PriceList {
  /** The table whose prices are renewed. */
  table: PriceFile;
  /** Regions of the table. */
  regions: readonly string[];
  /** Whether prices of EC2 are renewed, whose files have hundreds of megabytes. */
  withEc2: boolean;
  /** Is told what is read. */
  onOffer?: (offer: string, region: string) => void;
}

/** A table, and what was left as it was. */
export interface RefreshedPrices {
  table: PriceFile;
  /** How many prices were read. */
  read: number;
  /** How many of those differ from what the table had. */
  changed: number;
  /** Prices that the list does not have, as `alb.hour of eu-west-1`: the table keeps what it had. */
  kept: string[];
}

const EC2 = "AmazonEC2";

/** The region whose lines have no prefix, or this one. */
const UNPREFIXED = { region: "us-east-1", prefix: /^USE1-/ };
const PREFIX = /^[A-Z]{2,4}\d?-/;

/** What a price of an instance is of, beside its type. */
const INSTANCE: Readonly<Record<string, string>> = {
  "Operating System": "Linux",
  Tenancy: "Shared",
  "Pre Installed S/W": "NA",
  CapacityStatus: "Used",
};

/** What was found of one item in a region: its steps by the quantity that they begin at, by SKU. */
type Found = Map<string, Map<number, number>>;

/**
 * Renews a table from AWS's public price list, which asks for no credentials. Each line of it must be found exactly once,
 * or nothing is renewed.
 *
 * @throws {CliError} if the list does not answer, or a line is found twice.
 */
export async function refreshPrices(options: RefreshOptions): Promise<RefreshedPrices> {
  const { table, regions } = options;
  const items = itemsOf(options);
  const offers = [...new Set(items.map(({ selector }) => selector.offer))];
  const renewed = new Map(regions.map((region) => [region, [...(table.regions[region] ?? [])]]));
  const result: Omit<RefreshedPrices, "table"> = { read: 0, changed: 0, kept: [] };
  const dates = [table.date];
  for (const offer of offers) {
    const files = await offerRegions(options, offer);
    const own = items.filter(({ selector }) => selector.offer === offer);
    for (const region of regions) {
      const path = files.get(region);
      options.onOffer?.(offer, region);
      const { found, published } =
        path === undefined ? NOTHING : await findPrices(options, path, region, own);
      dates.push(published);
      const row = renewed.get(region) ?? [];
      for (const { name, selector } of own) {
        const price = priceOf(found.get(name), name, region, selector);
        const column = table.items.indexOf(name);
        if (price === undefined) {
          if ((row[column] ?? null) !== null) result.kept.push(`${name} of ${region}`);
          continue;
        }
        result.read += 1;
        if (row[column] !== price) result.changed += 1;
        row[column] = price;
      }
    }
  }
  const date =
    dates
      .filter((day) => day !== "")
      .sort()
      .at(-1) ?? table.date;
  const source = `AWS's price list, ${[...regions].sort().join(", ")}`;
  return {
    table: {
      ...table,
      date,
      source,
      regions: { ...table.regions, ...Object.fromEntries(renewed) },
    },
    ...result,
  };
}

const NOTHING = { found: new Map<string, Found>(), published: "" };

type SelectedItem = Pick<PriceItem, "name"> & { selector: PriceSelector };

/** Those of the table that the list has, and are asked for. */
function itemsOf({ table, withEc2 }: RefreshOptions): SelectedItem[] {
  const listed = PRICE_ITEMS.flatMap(({ name, selector }) =>
    selector ? [{ name, selector }] : [],
  );
  const types = table.items.filter((name) => name.startsWith(instanceItem("")));
  const instances = types.map((name) => ({
    name,
    selector: {
      offer: EC2,
      usagetype: `BoxUsage:${name.slice(instanceItem("").length)}`,
      family: "Compute Instance",
    },
  }));
  return [...listed, ...instances].filter(
    ({ name, selector }) => table.items.includes(name) && (withEc2 || selector.offer !== EC2),
  );
}

async function findPrices(
  list: PriceList,
  path: string,
  region: string,
  items: readonly SelectedItem[],
): Promise<{ found: Map<string, Found>; published: string }> {
  const byUsage = new Map<string, SelectedItem[]>();
  for (const item of items) {
    const { usagetype } = item.selector;
    byUsage.set(usagetype, [...(byUsage.get(usagetype) ?? []), item]);
  }
  const found = new Map<string, Found>();
  const published = await readOffer(list, path, (row) => {
    if (row.TermType !== "OnDemand" || (row["Location Type"] ?? "AWS Region") !== "AWS Region")
      return;
    for (const { name, selector } of byUsage.get(usageOf(row, region)) ?? []) {
      if (!isOf(row, selector)) continue;
      const skus = found.get(name) ?? new Map<string, Map<number, number>>();
      found.set(name, skus);
      const steps = skus.get(row.SKU ?? "") ?? new Map<number, number>();
      skus.set(row.SKU ?? "", steps);
      steps.set(Number(row.StartingRange ?? 0), Number(row.PricePerUnit));
    }
  });
  return { found, published };
}

/** A line's usage type without the region that it begins with. */
function usageOf(row: OfferRow, region: string): string {
  const usage = row.usageType ?? "";
  // KMS writes the region out.
  if (usage.startsWith(`${region}-`)) return usage.slice(region.length + 1);
  return usage.replace(region === UNPREFIXED.region ? UNPREFIXED.prefix : PREFIX, "");
}

function isOf(row: OfferRow, { operation, family, usagetype }: PriceSelector): boolean {
  if (operation !== undefined && row.operation !== operation) return false;
  if (family !== undefined && row["Product Family"] !== family) return false;
  if (!usagetype.startsWith("BoxUsage:")) return true;
  return Object.entries(INSTANCE).every(([column, value]) => row[column] === value);
}

/** The price of the first step that costs something: what comes before is free for each account. */
function priceOf(
  found: Found | undefined,
  name: string,
  region: string,
  { usagetype, factor = 1 }: PriceSelector,
): number | undefined {
  if (!found) return undefined;
  if (found.size > 1) {
    throw new CliError(
      `the price list has '${usagetype}' of ${region}, for ${name}, ${found.size} times (${[...found.keys()].join(", ")}): nothing was renewed`,
    );
  }
  const [steps = new Map<number, number>()] = found.values();
  const prices = [...steps].sort(([a], [b]) => a - b).map(([, price]) => price);
  const price = prices.find((one) => one > 0);
  // Of millions a price has fractions that binary numbers do not.
  return price === undefined ? undefined : Number((price * factor).toPrecision(12));
}
