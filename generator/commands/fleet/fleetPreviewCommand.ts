import type { Command } from "commander";

import { withPolicyPackOptions } from "../policyPackOptions.js";
import { readSeconds } from "../readSeconds.js";
import { withRemote } from "./fleetChangeOptions.js";
import { withFormat } from "./fleetFormats.js";
import { SELECTION_HELP, withSelectionOptions } from "./fleetSelection.js";
import { readJobs } from "./readJobs.js";
import type { FleetPreviewFlags } from "./runFleetPreview.js";

const EXAMPLES = `
Examples:
  slipway fleet preview                                      every stack, without account or engine
  slipway fleet preview --env staging --jobs 2               those of an environment, two at a time
  slipway fleet preview --changed-since main --format html > fleet.html
  slipway fleet preview --env prod --engine                  what would be created, updated, replaced and deleted
  slipway fleet preview --json                               one JSON document on stdout, for other tools

${SELECTION_HELP}

Programs run as they are, with your rights, files and environment, many in one process; one that fails there runs once more
by itself. Stacks with 'preview: engine' in the fleet's file, or all with --engine, are previewed by Pulumi, each in a process
of its own: that needs the Pulumi CLI, the backend and credentials that may read, and changes nothing. With --remote Pulumi
Deployments does it, from the commit that is checked out here: that needs PULUMI_ACCESS_TOKEN or 'pulumi login'.

Exit codes: 0 clean, 1 a program failed or an input is wrong, 2 a mandatory policy is violated, 130 cancelled`;

/** Adds `slipway fleet preview`. */
export function registerFleetPreview(fleet: Command): void {
  const command = withFormat(withSelectionOptions(fleet.command("preview")), "report")
    .description("show what a fleet's programs would create, what it costs, and what policies say")
    .option("--engine", "preview all stacks by Pulumi's engine, against what is deployed")
    .option("--jobs <count>", "programs at a time (default: one for each core)", readJobs)
    .option("--verbose", "print what the programs print, each line with its stack")
    .option("--policy-config <file>", "levels, parameters and exemptions of the policies, as JSON");
  withPolicyPackOptions(withRemote(command, "preview"))
    .option(
      "--timeout-seconds <seconds>",
      "stop a program that has not ended by then (default: 120)",
      readSeconds,
    )
    .addHelpText("after", EXAMPLES)
    .action(async (flags: FleetPreviewFlags) => {
      const { runFleetPreview } = await import("./runFleetPreview.js");
      await runFleetPreview(flags);
    });
}
