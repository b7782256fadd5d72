import type { Command } from "commander";

import { withFormat } from "./fleetFormats.js";
import { SELECTION_HELP, withSelectionOptions } from "./fleetSelection.js";
import { readJobs } from "./readJobs.js";
import type { FleetDriftFlags } from "./runFleetDrift.js";

const EXAMPLES = `
Examples:
  slipway fleet drift                                 every stack of fleet.yaml
  slipway fleet drift --env prod --jobs 4             those of an environment, four at a time
  slipway fleet drift --format html > drift.html
  slipway fleet drift --json                          one JSON document on stdout, for a job that runs every night

${SELECTION_HELP}

It changes nothing, neither a resource nor a state: each stack has Pulumi's preview of a refresh, in a process of its own and
without its program. What the autoscaler, ECS, CodeDeploy or a deployment tool owns by the service's 'ownership' is delegated,
and in order; any other difference is drift, which the next update would set back, or a refresh would take over.

The first Ctrl-C begins no more stacks and ends those in flight; what was seen until then is printed.

Exit codes: 0 no drift or only what is delegated, 1 a stack could not be looked at or an input is wrong, 2 a stack has drifted,
4 another update is running, 130 cancelled`;

/** Adds `slipway fleet drift`. */
export function registerFleetDrift(fleet: Command): void {
  withFormat(withSelectionOptions(fleet.command("drift")), "report")
    .description(
      "look at what a fleet's stacks have in AWS that their states have not; changes nothing",
    )
    .option("--jobs <count>", "stacks at a time (default: by memory and cores)", readJobs)
    .addHelpText("after", EXAMPLES)
    .action(async (flags: FleetDriftFlags) => {
      const { runFleetDrift } = await import("./runFleetDrift.js");
      await runFleetDrift(flags);
    });
}
