import type { Command } from "commander";
import type { DestroyFlags } from "./runDestroy.js";

const EXAMPLES = `
Examples:
  slipway destroy --stack dev                 preview, ask, delete all resources
  slipway destroy --stack dev --remove --yes  without a question, and the stack itself as well

Exit codes: 0 done, 1 failed, 4 another update is running, 130 cancelled`;

/** Adds `slipway destroy`. What it does is loaded when it runs. */
export function registerDestroy(program: Command): void {
  program
    .command("destroy")
    .description("delete all resources of a stack")
    .argument("[directory]", "folder of the project, or the one above its infra/", ".")
    .requiredOption("-s, --stack <name>", "name of the stack")
    .option("-y, --yes", "delete without asking")
    .option("--json", "print the result as JSON")
    .option("--remove", "remove the stack, its configuration file and its history as well")
    .addHelpText("after", EXAMPLES)
    .action(async (directory: string, flags: DestroyFlags) => {
      const { runDestroy } = await import("./runDestroy.js");
      await runDestroy(directory, flags);
    });
}
