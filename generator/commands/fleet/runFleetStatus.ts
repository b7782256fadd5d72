import { status } from "../../fleet/index.js";
import { jsonText } from "../../terminal/escapedText.js";
import { runLines } from "../../terminal/fleetRunLines.js";
import { printResult } from "../../terminal/printResult.js";

/** Flags of `slipway fleet status`. */
export interface FleetStatusFlags {
  file: string;
  run?: string;
  json?: true;
}

/**
 * Runs `slipway fleet status`.
 *
 * @throws {CliError} if there is no such run.
 */
export function runFleetStatus({ file, run, json }: FleetStatusFlags): void {
  const result = status({ file, run });
  printResult(json ? jsonText(result, 2) : runLines(result).join("\n"));
}
