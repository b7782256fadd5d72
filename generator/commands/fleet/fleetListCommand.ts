import type { Command } from "commander";

import type { FleetListFlags } from "./runFleetList.js";
import { SELECTION_HELP, withSelectionOptions } from "./fleetSelection.js";

const EXAMPLES = `
Examples:
  slipway fleet list                          every stack of fleet.yaml, in waves
  slipway fleet list --tag team=payments      those with a tag
  slipway fleet list --changed-since main     those that this branch changes

${SELECTION_HELP}

Exit codes: 0 listed, 1 an input is wrong, 130 cancelled`;

/** Adds `slipway fleet list`. */
export function registerFleetList(fleet: Command): void {
  withSelectionOptions(fleet.command("list"))
    .description("show a fleet's stacks, in the order in which a change goes out")
    .option("--json", "print them as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: FleetListFlags) => {
      const { runFleetList } = await import("./runFleetList.js");
      await runFleetList(flags);
    });
}
