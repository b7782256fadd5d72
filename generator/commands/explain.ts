import type { Command } from "commander";

import type { ExplainFlags } from "./runExplain.js";

const EXAMPLES = `
Examples:
  slipway explain image-pinned                    a rule, by its name or by an id such as ECS.5 or CKV_AWS_336
  slipway explain healthCheckPath                 an argument of any component
  slipway explain Service.deployment.strategy     the same by its path
  slipway explain --stack                         a flag, of every command that has it
  slipway explain exit 4                          an exit code, and which commands end with it
  slipway explain imageNotFound                   a cause that 'slipway doctor' names
  slipway explain "CannotPullContainerError: …"   a message of Slipway, Pulumi or AWS, whole or in part

It reads what the package brings, and needs no network and no project.

Exit codes: 0 explained, 1 nothing is known by that name`;

/** Adds `slipway explain`, which tells of the program's commands too: all of them have to be there. */
export function registerExplain(program: Command): void {
  program
    .command("explain")
    .description("say what a rule, an argument, a flag, an exit code or a message means")
    .argument("<what...>", "a name, a path, an exit code or a message")
    .option("--json", "print the explanations as JSON")
    // What begins with a dash may be the flag that is asked for.
    .allowUnknownOption()
    .addHelpText("after", EXAMPLES)
    .action(async (what: string[], flags: ExplainFlags) => {
      const { runExplain } = await import("./runExplain.js");
      runExplain(what, flags, program);
    });
}
