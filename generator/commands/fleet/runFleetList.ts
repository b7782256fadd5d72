import { list } from "../../fleet/index.js";
import { jsonText } from "../../terminal/escapedText.js";
import { printFleetList } from "../../terminal/printFleet.js";
import { terminalPaint } from "../../terminal/printPreview.js";
import { printResult } from "../../terminal/printResult.js";
import { untilInterrupted } from "../../terminal/untilInterrupted.js";
import type { SelectionFlags } from "./fleetSelection.js";
import { selectionOf } from "./fleetSelection.js";

/** Flags of `slipway fleet list`. */
export interface FleetListFlags extends SelectionFlags {
  json?: true;
}

/**
 * Runs `slipway fleet list`.
 *
 * @throws {CliError} if the fleet's file is wrong, or a selection is unknown.
 */
export async function runFleetList(flags: FleetListFlags): Promise<void> {
  const found = await untilInterrupted((signal) => list({ ...selectionOf(flags), signal }));
  printResult(flags.json ? jsonText(found, 2) : printFleetList(found, terminalPaint()));
}
