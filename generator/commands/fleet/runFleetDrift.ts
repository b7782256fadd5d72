import { CliError } from "../../cliError.js";
import { driftBlocks } from "../../fleet/drift/driftBlocks.js";
import { drift, type FleetDriftReport } from "../../fleet/index.js";
import { driftEventLine, driftLines } from "../../terminal/fleetDriftLines.js";
import { type InterruptListener, listenToInterrupts } from "../../terminal/interrupts.js";
import { terminalPaint } from "../../terminal/printPreview.js";
import { printResult } from "../../terminal/printResult.js";
import { counted } from "../../terminal/policyLines.js";
import { tell } from "../../terminal/session.js";
import { fleetDocument } from "./fleetDocument.js";
import type { FleetFormat } from "./fleetFormats.js";
import { type SelectionFlags, selectionOf } from "./fleetSelection.js";

/** Flags of `slipway fleet drift`. */
export interface FleetDriftFlags extends SelectionFlags {
  format: FleetFormat;
  jobs?: number;
}

/**
 * Runs `slipway fleet drift`.
 *
 * @throws {CliError} if the fleet's file is wrong, a stack has drifted, or one could not be looked at.
 */
export async function runFleetDrift(flags: FleetDriftFlags): Promise<void> {
  const interrupts = listenToInterrupts(ON_SIGNALS);
  try {
    const { signal, killSignal } = interrupts;
    const looking = drift({ ...selectionOf(flags), jobs: flags.jobs, signal, killSignal });
    for await (const event of looking) {
      const line = driftEventLine(event);
      if (line !== undefined) tell(line);
    }
    const report = await looking;
    const text = await fleetDocument(flags.format, {
      title: `slipway fleet drift: ${report.name}`,
      value: report,
      blocks: (limits) => driftBlocks(report, limits),
      text: () => driftLines(report, terminalPaint()).join("\n"),
    });
    printResult(text);
    if (report.exitCode !== 0) throw new CliError(reason(report), report.exitCode);
  } finally {
    interrupts.dispose();
  }
}

const ON_SIGNALS: InterruptListener = {
  onFirst: () => {
    tell("cancelling: no more stacks are begun, and those in flight are left");
  },
};

function reason({ status, totals }: FleetDriftReport): string {
  const { stacks, drifted, failed, cancelled, real } = totals;
  const all = counted(stacks, "stack");
  switch (status) {
    case "cancelled":
      return `cancelled: ${cancelled} of ${all} were not looked at`;
    case "drifted":
      return `${drifted} of ${all} drifted: ${counted(real, "difference")} in what is the program's`;
    case "conflict":
      return `${failed} of ${all} could not be looked at, since another update is running`;
    default:
      return `${failed} of ${all} could not be looked at`;
  }
}
