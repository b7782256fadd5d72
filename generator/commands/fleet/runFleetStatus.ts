import { joinedStatus, status } from "../../fleet/index.js";
import { printResult } from "../../terminal/printResult.js";
import { untilInterrupted } from "../../terminal/untilInterrupted.js";
import type { FleetFormat } from "./fleetFormats.js";
import { type SelectionFlags, selectionOf } from "./fleetSelection.js";
import { runDocument } from "./runDocument.js";

/** Flags of `slipway fleet status`. */
export interface FleetStatusFlags extends SelectionFlags {
  format: FleetFormat;
  run?: string;
  journal?: string[];
}

/**
 * Runs `slipway fleet status`.
 *
 * @throws {CliError} if there is no such run, or a path is no journal of the fleet.
 */
export async function runFleetStatus(flags: FleetStatusFlags): Promise<void> {
  const { file, format, run, journal: journals } = flags;
  const result =
    journals === undefined
      ? status({ file, run })
      : await untilInterrupted((signal) =>
          joinedStatus({ ...selectionOf(flags), journals, signal }),
        );
  printResult(await runDocument(format, result));
}
