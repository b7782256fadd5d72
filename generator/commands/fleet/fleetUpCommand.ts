import type { Command } from "commander";

import { withChangeOptions } from "./fleetChangeOptions.js";
import { SELECTION_HELP, withSelectionOptions } from "./fleetSelection.js";
import type { FleetUpFlags } from "./runFleetChange.js";

const EXAMPLES = `
Examples:
  slipway fleet up                             all stacks of fleet.yaml, wave by wave, after one question
  slipway fleet up --env staging --yes         without a question, within the limits of the fleet's 'rollout'
  slipway fleet up --changed-since origin/main --jobs 8 --yes --json

${SELECTION_HELP}

Each stack is previewed under the policies, then updated in a process of its own. A stack that a policy stops changes
nothing, and the others go on. All of it goes to .slipway/fleet/<run>.jsonl beside the fleet's file, from which
'slipway fleet resume' takes the run up again, whatever ended it.

The first Ctrl-C begins no more stacks and lets the engines end what they do; the second is told, and goes to nobody.

Exit codes: 0 all done, 1 a stack failed, 2 a mandatory policy is violated, 4 another 'slipway fleet' or another update is
running, 130 cancelled`;

/** Adds `slipway fleet up`. */
export function registerFleetUp(fleet: Command): void {
  withChangeOptions(withSelectionOptions(fleet.command("up")), "update")
    .description("update a fleet's stacks: preview under the policies, gate, update; wave by wave")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: FleetUpFlags) => {
      const { runFleetUp } = await import("./runFleetChange.js");
      await runFleetUp(flags);
    });
}
