import type { FleetRunResult } from "../../fleet/index.js";
import { runBlocks } from "../../fleet/run/runBlocks.js";
import { runLines } from "../../terminal/fleetRunLines.js";
import { fleetDocument } from "./fleetDocument.js";
import type { FleetFormat } from "./fleetFormats.js";

/** A run of a fleet in the form that was asked for. */
export async function runDocument(format: FleetFormat, result: FleetRunResult): Promise<string> {
  return fleetDocument(format, {
    title: `slipway fleet ${result.operation}: ${result.fleet}`,
    value: result,
    blocks: (limits) => runBlocks(result, limits),
    text: () => runLines(result).join("\n"),
  });
}
