import { Argument, type Command } from "commander";

import { ADDED_ANSWERS, SERVICE_KINDS } from "../scaffold/addedQuestions.js";
import { QUESTIONS } from "../scaffold/questions.js";
import type { AddedKind, AddFlags } from "./runAdd.js";

const AFTER = `
A service is a module of its own, infra/<name>/, with tests of its own. What is there stays as it is, but for one line at the
end of infra/index.ts, which exports what the module does, and its settings in infra/Pulumi.yaml, which a stack sets in its
own file where it differs. Its resources, and its paths by default, are named <repository's service>-<name>, since the role of
the pipelines is for such names.
Its image is built from a Dockerfile of the repository; with --language an application is generated in <name>/, with tests and
a Dockerfile. 'slipway upgrade' covers all of it.

An environment is a further stack, deployed before prod: infra/Pulumi.<name>.yaml with what staging is set to, and a place in all
that lists the stacks: pipelines, tests, a platform's roles. What somebody has edited there is merged, as git merges.

Exit codes: 0 added, 1 no generated repository, or an answer is wrong, 130 cancelled (143 by SIGTERM)`;

/** What some flags are for, which differs from what they are for in `slipway new`. */
const OWN_HELP: Partial<Record<(typeof QUESTIONS)[number]["key"], string>> = {
  name: "the same as the argument",
  language: "language of an application to generate (default: a Dockerfile of the repository)",
};

/** Adds `slipway add`. What it does is loaded when it runs. */
export function registerAdd(program: Command): void {
  const command = program
    .command("add")
    .description(
      "add a service or a stack to a repository that slipway has generated, or been brought into",
    )
    .addArgument(new Argument("<kind>", "what to add").choices([...SERVICE_KINDS, "environment"]))
    .argument("[name]", "name of the service in the repository, or of the stack");
  for (const { key, flag, value, help } of QUESTIONS) {
    if (ADDED_ANSWERS.includes(key)) command.option(`${flag} <${value}>`, OWN_HELP[key] ?? help);
  }
  command
    .option("--directory <folder>", "folder of the repository", ".")
    .option("--dockerfile <file>", "Dockerfile of the service, below the repository")
    .option(
      "--context <folder>",
      "folder that the Dockerfile is built from (default: where what it copies is)",
    )
    .option("--answers <file>", "take answers from this JSON file; flags win")
    .option("-y, --yes", "take the defaults for what no flag answers")
    .option("--dry-run", "write nothing, and print the files and the lines that would change")
    .option("--json", "print the result as JSON")
    .addHelpText("after", AFTER)
    .action(async (kind: AddedKind, name: string | undefined, options: AddFlags) => {
      const { runAdd } = await import("./runAdd.js");
      await runAdd(kind, name, options);
    });
}
