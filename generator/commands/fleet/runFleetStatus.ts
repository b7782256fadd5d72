import { status } from "../../fleet/index.js";
import { printResult } from "../../terminal/printResult.js";
import type { FleetFormat } from "./fleetFormats.js";
import { runDocument } from "./runDocument.js";

/** Flags of `slipway fleet status`. */
export interface FleetStatusFlags {
  file: string;
  format: FleetFormat;
  run?: string;
}

/**
 * Runs `slipway fleet status`.
 *
 * @throws {CliError} if there is no such run.
 */
export async function runFleetStatus({ file, format, run }: FleetStatusFlags): Promise<void> {
  printResult(await runDocument(format, status({ file, run })));
}
