import type { PriceFile } from "./prices/priceTable.js";
import type { Usage } from "./usage.js";

/** What costs are worked out by, beside the resources. */
export interface CostFigures {
  usage: Usage;
  prices: PriceFile;
}
