/** Writes the resources of both tools into the guides of docs/from that have them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { previewOffline } from "../generator/testing/index.js";
import { COMPARISONS, comparisonTable, withComparison } from "./comparison/comparisons.js";

async function main(): Promise<void> {
  for (const comparison of COMPARISONS) {
    const file = join(packageRoot(), "docs/from", comparison.page);
    const page = withComparison(
      readFileSync(file, "utf8"),
      await comparisonTable(previewOffline, comparison),
    );
    writeFileSync(file, page);
  }
  process.stdout.write(`wrote ${COMPARISONS.length} comparisons to docs/from\n`);
}

void main();
