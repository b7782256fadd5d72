import type { Command } from "commander";

import { withPolicyPackOptions } from "./policyPackOptions.js";
import type { UpFlags } from "./runUp.js";

const EXAMPLES = `
Examples:
  slipway up --stack dev                       preview, ask, update
  slipway up orders --stack prod --yes --json  in a pipeline: no question, one JSON document on stdout

The program runs three times: offline for the policies, as it is and without a sandbox, then for the engine's preview and
for the update.

Exit codes: 0 done, 1 failed, 2 a mandatory policy is violated, 4 another update is running, 130 cancelled`;

/** Adds `slipway up`. What it does is loaded when it runs. */
export function registerUp(program: Command): void {
  withPolicyPackOptions(program.command("up"))
    .description("update a stack: preview under the policies, stop on a violation, then update")
    .argument("[directory]", "folder of the project, or the one above its infra/", ".")
    .requiredOption("-s, --stack <name>", "name of the stack")
    .option("-y, --yes", "update without asking")
    .option("--json", "print the result as JSON")
    .option("--saved-plan", "hold the update to the plan of its preview (experimental in Pulumi)")
    .option("--create", "make the stack when there is none")
    .option("--policy-config <file>", "levels, parameters and exemptions of the policies, as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (directory: string, flags: UpFlags) => {
      const { runUp } = await import("./runUp.js");
      await runUp(directory, flags);
    });
}
