import type { Command } from "commander";

import { QUESTIONS } from "../scaffold/questions.js";
import type { NewFlags } from "./runNew.js";

const AFTER = `
In a repository that is there, 'slipway new .' moves and copies nothing of the application: it adds infra/, workflows and
what else is missing, and builds from the Dockerfile where it is.

Exit codes: 0 written, 1 an answer or a folder is wrong, 130 cancelled (143 by SIGTERM)`;

/** Adds `slipway new`. What it does is loaded when it runs. */
export function registerNew(program: Command): void {
  const command = program
    .command("new")
    .description("generate a service's repository, or bring a repository that is there to ECS")
    .argument(
      "[directory]",
      "folder to generate, below the current one (default: the name); . is the repository that is there",
    );
  for (const { flag, value, help } of QUESTIONS) command.option(`${flag} <${value}>`, help);
  command
    .option("--here", "the same as the directory .")
    .option(
      "--dockerfile <file>",
      "use this Dockerfile instead of an application of the template: copied with the files beside it, or where it is, with --here",
    )
    .option(
      "--context <folder>",
      "folder that the Dockerfile is built from, with --here (default: where what it copies is)",
    )
    .option(
      "--package <spec>",
      "what the repository depends on for slipway: vendor (a tarball that it brings along), file:<path>, or a version that the registry has",
    )
    .option(
      "--set <key=value...>",
      "answers to the questions of a template of your own, which --template names by its folder",
    )
    .option("--answers <file>", "take answers from this JSON file; flags win")
    .option("-y, --yes", "take the defaults for what no flag answers")
    .option("--dry-run", "write nothing, and print the files and the lines that would change")
    .option("--list", "print the templates, and what each asks for")
    .option("--json", "print the result as JSON")
    .addHelpText("after", AFTER)
    .action(async (directory: string | undefined, options: NewFlags) => {
      const { runNew } = await import("./runNew.js");
      await runNew(directory, options);
    });
}
