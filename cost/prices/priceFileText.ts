import type { PriceFile } from "./priceTable.js";

/** A table as text, a region on a line: a change of prices is a diff that people can read. */
export function priceFileText({ regions, ...rest }: PriceFile): string {
  const head = JSON.stringify(rest, undefined, 1).replace(/\n\}$/, ",");
  const lines = Object.entries(regions).map(
    ([name, prices]) => `  ${JSON.stringify(name)}: ${JSON.stringify(prices)}`,
  );
  return `${head}\n "regions": {\n${lines.join(",\n")}\n }\n}\n`;
}
