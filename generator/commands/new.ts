import type { Command } from "commander";

import { QUESTIONS } from "../scaffold/questions.js";
import type { NewFlags } from "./runNew.js";

/** Adds `slipway new`. What it does is loaded when it runs. */
export function registerNew(program: Command): void {
  const command = program
    .command("new")
    .description("generate a service's repository")
    .argument("[directory]", "folder to generate, below the current one (default: the name)");
  for (const { flag, value, help } of QUESTIONS) command.option(`${flag} <${value}>`, help);
  command
    .option(
      "--dockerfile <file>",
      "use this Dockerfile, with the files beside it, instead of an application of the template",
    )
    .option(
      "--package <spec>",
      "what the repository depends on for slipway: file:<path> or a version",
    )
    .option("-y, --yes", "take the defaults for what no flag answers")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 written, 1 an answer or a folder is wrong, 130 cancelled (143 by SIGTERM)",
    )
    .action(async (directory: string | undefined, options: NewFlags) => {
      const { runNew } = await import("./runNew.js");
      await runNew(directory, options);
    });
}
