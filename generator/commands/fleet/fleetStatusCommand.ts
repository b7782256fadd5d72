import type { Command } from "commander";

import { withFormat } from "./fleetFormats.js";
import { withSelectionOptions } from "./fleetSelection.js";
import type { FleetStatusFlags } from "./runFleetStatus.js";

const EXAMPLES = `
Examples:
  slipway fleet status                         the last run, also while it goes on
  slipway fleet status --run 20260102T030405Z-1a2b --json
  slipway fleet status --format html > run.html
  slipway fleet status --env prod --journal journals   all jobs of a matrix together

The flags that choose stacks hold for --journal: a stack that is chosen and that no journal has is queued.

Exit codes: 0 shown, 1 there is no such run`;

/** Adds `slipway fleet status`. */
export function registerFleetStatus(fleet: Command): void {
  withFormat(withSelectionOptions(fleet.command("status")), "run")
    .description("show a run: what is done, what goes on, what failed and why")
    .option("--run <name>", "name of the run (default: the last)")
    .option("--journal <paths...>", "show what several journals say: files, or folders of them")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: FleetStatusFlags) => {
      const { runFleetStatus } = await import("./runFleetStatus.js");
      await runFleetStatus(flags);
    });
}
