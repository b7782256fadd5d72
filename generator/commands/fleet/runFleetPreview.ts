import { CliError } from "../../cliError.js";
import type { FleetReport } from "../../fleet/index.js";
import { preview } from "../../fleet/index.js";
import { fleetBlocks } from "../../fleet/preview/fleetBlocks.js";
import { sayWhatProgramMayUse } from "../../terminal/ambientKeys.js";
import { FleetProgress } from "../../terminal/fleetProgress.js";
import { LiveLines } from "../../terminal/liveLines.js";
import { listenToInterrupts } from "../../terminal/interrupts.js";
import { counted } from "../../terminal/policyLines.js";
import { printFleetReport } from "../../terminal/printFleet.js";
import { terminalPaint } from "../../terminal/printPreview.js";
import { printResult } from "../../terminal/printResult.js";
import { programLine } from "../../terminal/session.js";
import { readPolicyConfiguration } from "../readPolicyConfiguration.js";
import type { PolicyPackFlags } from "../readPolicyPacks.js";
import { readPolicyPacks } from "../readPolicyPacks.js";
import { fleetDocument } from "./fleetDocument.js";
import type { FleetFormat } from "./fleetFormats.js";
import type { SelectionFlags } from "./fleetSelection.js";
import { selectionOf } from "./fleetSelection.js";

/** Flags of `slipway fleet preview`. */
export interface FleetPreviewFlags extends SelectionFlags, PolicyPackFlags {
  format: FleetFormat;
  engine?: true;
  remote?: true;
  jobs?: number;
  verbose?: true;
  policyConfig?: string;
  /** Seconds, above 0. */
  timeoutSeconds?: number;
}

/** Exit code where a mandatory policy is violated. */
const EXIT_VIOLATED = 2;

/**
 * Runs `slipway fleet preview`.
 *
 * @throws {CliError} if the fleet's file is wrong, a program fails, or a mandatory policy is violated.
 */
export async function runFleetPreview(flags: FleetPreviewFlags): Promise<void> {
  const { engine, remote, jobs, verbose, policyConfig, timeoutSeconds } = flags;
  const policyConfiguration =
    policyConfig === undefined ? undefined : readPolicyConfiguration(policyConfig);
  if (engine === true && remote === true) {
    throw new CliError(
      "'--engine' and '--remote' are two ways of previewing: leave one of them out",
    );
  }
  const isOffline = engine !== true && remote !== true;
  const policyPacks = readPolicyPacks(flags, isOffline);
  const interrupts = listenToInterrupts();
  const progress = new FleetProgress(await LiveLines.on());
  try {
    if (engine !== true) sayWhatProgramMayUse("offline");
    const { signal } = interrupts;
    const running = preview({
      ...selectionOf(flags),
      ...{ policyConfiguration, policyPacks, timeoutSeconds, engine, remote, jobs, signal },
      ...(verbose && {
        onOutput: (id, line) => {
          progress.say(programLine(`${id}: ${line}`));
        },
      }),
    });
    for await (const event of running) progress.tell(event);
    const report = await running;
    const text = await fleetDocument(flags.format, {
      title: `slipway fleet: ${report.name}`,
      value: report,
      blocks: (limits) => fleetBlocks(report, limits),
      text: () => printFleetReport(report, terminalPaint()),
    });
    printResult(text);
    failWhereNotClean(report);
  } finally {
    progress.clear();
    interrupts.dispose();
  }
}

/** A program that failed may violate policies too, which nobody knows. */
function failWhereNotClean({ totals: { failed, stacks, violations } }: FleetReport): void {
  if (failed > 0) {
    throw new CliError(`${failed} of ${counted(stacks, "stack")} could not be previewed`);
  }
  if (violations > 0) {
    throw new CliError(`${counted(violations, "violation")} of a mandatory policy`, EXIT_VIOLATED);
  }
}
