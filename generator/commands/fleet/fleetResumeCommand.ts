import type { Command } from "commander";

import { CREATE_HELP, withChangeOptions } from "./fleetChangeOptions.js";
import { withFleetFile } from "./fleetSelection.js";
import type { FleetResumeFlags } from "./runFleetChange.js";

const EXAMPLES = `
Examples:
  slipway fleet resume --yes                   the last run
  slipway fleet resume --run 20260102T030405Z-1a2b

What is done is left, unless its files have changed since. What was interrupted is repaired: a lock of this run whose
process is dead is taken away, and each creation of unknown end is looked up in AWS. The rest is begun.

Exit codes: 0 all done, 1 a stack failed, 2 a mandatory policy is violated, 4 another 'slipway fleet' or another update is
running, 130 cancelled`;

/** Adds `slipway fleet resume`. */
export function registerFleetResume(fleet: Command): void {
  withChangeOptions(withFleetFile(fleet.command("resume")), "change")
    .description("take up a run that was cancelled, killed or that failed")
    .option("--create", CREATE_HELP)
    .option("--run <name>", "name of the run (default: the last)")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: FleetResumeFlags) => {
      const { runFleetResume } = await import("./runFleetChange.js");
      await runFleetResume(flags);
    });
}
