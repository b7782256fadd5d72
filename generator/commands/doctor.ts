import type { Command } from "commander";
import type { DoctorFlags } from "./runDoctor.js";

const EXAMPLES = `
Examples:
  slipway doctor --stack prod         how each service is, and why it is not well
  slipway doctor --stack prod --json  in a pipeline, before a blue/green deployment

It changes nothing, and asks AWS with the stack's aws:profile or keys. It needs ecs:Describe*, ecs:List*,
elasticloadbalancing:Describe* and logs:GetLogEvents; what is denied is said, and the rest is judged.

Exit codes: 0 every service is well or deploying, 1 could not look, 2 findings`;

/** Adds `slipway doctor`. What it does is loaded when it runs. */
export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .description("look at a stack's services in AWS: failed deployments, stale weights, drift")
    .argument("[directory]", "folder of the project, or the one above its infra/", ".")
    .requiredOption("-s, --stack <name>", "name of the stack")
    .option("--json", "print the result as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (directory: string, flags: DoctorFlags) => {
      const { runDoctor } = await import("./runDoctor.js");
      await runDoctor(directory, flags);
    });
}
