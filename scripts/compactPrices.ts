/**
 * Makes `cost/prices/prices.json`, which the package ships, of a collection of prices:
 *
 *   npm run build && node dist/scripts/compactPrices.js <collection.json>
 *
 * The collection has `collected`, and for each of its `regions` the prices by nested names, such as `alb.hour`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { PRICE_ITEMS } from "../cost/prices/priceItems.js";
import type { PriceFile } from "../cost/prices/priceTable.js";
import { priceFileText } from "../cost/prices/priceFileText.js";
import { packageRoot } from "../generator/project/packageRoot.js";

interface Collection {
  collected: string;
  regions: Record<string, Nested>;
  global: Nested;
}

type Nested = { [key: string]: Nested | number | string | null };

/** Prices that are the same everywhere, by their name in the collection. */
const EVERYWHERE = {
  "route53.hostedZoneMonth": "route53.hostedZoneMonthFirst25",
  "route53.queriesPerMillion": "route53.standardQueriesPerMillion",
  "route53.healthCheckMonth": "route53.healthCheckAwsEndpointMonth",
  "spot.least": "fargateSpot.observedDiscountRange",
  "managedInstances.share": "managedInstancesFee.default",
  "managedInstances.shareOfG": "managedInstancesFee.byFamily.g",
  "managedInstances.shareOfP": "managedInstancesFee.byFamily.p",
  "managedInstances.shareOfTrn": "managedInstancesFee.byFamily.trn",
} as const;

function valueAt(nested: Nested, path: string): unknown {
  // An instance type has a dot of its own.
  const keys = path.startsWith("ec2.") ? ["ec2", path.slice(4)] : path.split(".");
  return keys.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Nested)[key] : undefined),
    nested,
  );
}

function compact({ collected, regions, global }: Collection): PriceFile {
  const types = Object.values(regions).flatMap((region) =>
    Object.keys(valueAt(region, "ec2") ?? {}),
  );
  const items = [
    ...PRICE_ITEMS.map(({ name }) => name),
    ...[...new Set(types)].map((type) => `ec2.${type}`),
  ];
  const priceOf = (region: Nested, name: string): number | null => {
    const value = valueAt(region, name);
    return typeof value === "number" && value > 0 ? value : null;
  };
  const spotDates = Object.values(regions).flatMap((region) =>
    ["X86", "Arm"].flatMap(
      (kind) => valueAt(region, `fargate.linux${kind}SpotSnapshot.asOf`) ?? [],
    ),
  );
  return {
    date: collected,
    source: "AWS's price lists and pricing pages, as collected",
    currency: "USD",
    spotDate: spotDates.map(String).sort().at(-1) ?? "",
    items,
    regions: Object.fromEntries(
      Object.entries(regions)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, region]) => [name, items.map((one) => priceOf(region, one))]),
    ),
    everywhere: Object.fromEntries(
      Object.entries(EVERYWHERE).flatMap(([name, path]) => {
        const value = valueAt(global, path);
        if (name === "spot.least" && Array.isArray(value)) return spotShares(value);
        return typeof value === "number" ? [[name, value]] : [];
      }),
    ),
  };
}

/** What share of the price is left at the largest and at the smallest discount that was seen. */
function spotShares([least, most]: readonly number[]): [string, number][] {
  const left = (discount = 0): number => Number((1 - discount).toFixed(4));
  return [
    ["spot.leastShare", left(most)],
    ["spot.mostShare", left(least)],
  ];
}

const [input] = process.argv.slice(2);
if (input === undefined)
  throw new Error("usage: node dist/scripts/compactPrices.js <collection.json>");
const collection = JSON.parse(readFileSync(input, "utf8")) as Collection;
const file = join(packageRoot(), "cost", "prices", "prices.json");
writeFileSync(file, priceFileText(compact(collection)));
console.log(
  `${file}: ${Object.keys(collection.regions).length} regions, of ${collection.collected}`,
);
