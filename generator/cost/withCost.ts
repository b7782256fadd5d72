import { estimateCost } from "../../cost/estimateCost.js";
import type { PreviewResult } from "../offline/previewResult.js";
import { readPrices, readUsage } from "./readCostFiles.js";

/**
 * A preview with what it costs in a month.
 *
 * @param directory Folder of the project, whose `slipway.usage.yaml` and `slipway.prices.json` are read.
 * @param usageFile A file in place of the first.
 * @throws {CliError} if one of them is wrong.
 */
export function withCost(
  result: PreviewResult,
  directory: string,
  usageFile?: string,
): PreviewResult {
  const { stack, region, resources } = result;
  const usage = readUsage(directory, usageFile);
  // An engine's preview may not tell the region, without which there are no prices.
  if (region === undefined) return result;
  const prices = readPrices(directory);
  return { ...result, cost: estimateCost({ stack, region, resources, usage, prices }) };
}
