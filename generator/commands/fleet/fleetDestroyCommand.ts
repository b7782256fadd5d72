import type { Command } from "commander";

import { withChangeOptions, withRemote } from "./fleetChangeOptions.js";
import { SELECTION_HELP, withSelectionOptions } from "./fleetSelection.js";
import type { FleetDestroyFlags } from "./runFleetChange.js";

const EXAMPLES = `
Examples:
  slipway fleet destroy --env preview          after one question
  slipway fleet destroy --tag team=web --yes

${SELECTION_HELP}

Stacks that others depend on come last. The stacks themselves stay, with their configuration and history.

Exit codes: 0 all done, 1 a stack failed, 4 another 'slipway fleet' or another update is running, 130 cancelled`;

/** Adds `slipway fleet destroy`. */
export function registerFleetDestroy(fleet: Command): void {
  withRemote(withChangeOptions(withSelectionOptions(fleet.command("destroy")), "delete"), "destroy")
    .description("delete all resources of a fleet's stacks")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: FleetDestroyFlags) => {
      const { runFleetDestroy } = await import("./runFleetChange.js");
      await runFleetDestroy(flags);
    });
}
