import type { Command } from "commander";

import { CREATE_HELP, matrixOption, withChangeOptions, withRemote } from "./fleetChangeOptions.js";
import { SELECTION_HELP, withSelectionOptions } from "./fleetSelection.js";
import type { FleetUpFlags } from "./runFleetChange.js";

const EXAMPLES = `
Examples:
  slipway fleet up                             all stacks of fleet.yaml, wave by wave, after one question
  slipway fleet up --env staging --yes         without a question, within the limits of the fleet's 'rollout'
  slipway fleet up --env staging --create      stacks that Pulumi's backend has not are made first
  slipway fleet up --changed-since origin/main --jobs 8 --yes --json
  slipway fleet up --env prod --remote --yes   by Pulumi Deployments, wave by wave
  slipway fleet up --env prod --matrix github  the jobs of a workflow, by wave, as JSON; nothing is updated
  slipway fleet up --stack services/orders:prod --yes --journal journals   one of those jobs

${SELECTION_HELP}

Each stack is previewed under the policies, then updated in a process of its own. A stack that a policy stops changes
nothing, and the others go on. All of it goes to .slipway/fleet/<run>.jsonl beside the fleet's file, from which
'slipway fleet resume' takes the run up again, whatever ended it.

With --matrix it prints how a CI system does it, a stack a job: for GitHub 'waves' of which each is a 'strategy.matrix', for
GitLab a child pipeline with a stage for each wave, whose jobs extend '.slipway-fleet' of .gitlab/slipway-fleet.yml. A job
takes the journals of the jobs before it by --journal: what they say is done and has not changed is left, and a stack that
comes after one that is not done is refused. 'slipway fleet status --journal' shows all of them together. With --json it is the
same JSON for every system.

With --remote each stack is previewed and updated by Pulumi Deployments from the commit that is checked out here, after the
policies have judged it here; it needs PULUMI_ACCESS_TOKEN or 'pulumi login', and no keys of AWS. A deployment whose update runs
goes on when this command ends, and 'slipway fleet resume' waits for it.

The first Ctrl-C begins no more stacks and lets the engines end what they do; the second is told, and goes to nobody.

Exit codes: 0 all done, 1 a stack failed, 2 a mandatory policy is violated, 4 another 'slipway fleet' or another update is
running, 130 cancelled`;

/** Adds `slipway fleet up`. */
export function registerFleetUp(fleet: Command): void {
  withRemote(withChangeOptions(withSelectionOptions(fleet.command("up")), "update"), "update")
    .description("update a fleet's stacks: preview under the policies, gate, update; wave by wave")
    .option("--create", CREATE_HELP)
    .addOption(matrixOption("update"))
    .option("--journal <paths...>", "journals of other jobs: files, or folders of them")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: FleetUpFlags) => {
      const { runFleetUp } = await import("./runFleetChange.js");
      await runFleetUp(flags);
    });
}
