import { Option, type Command } from "commander";

import { readSeconds } from "./readSeconds.js";
import { withPolicyPackOptions } from "./policyPackOptions.js";
import type { CheckFlags } from "./runCheck.js";
import { FORMATS } from "./checkFormats.js";

const EXAMPLES = `
Examples:
  slipway check --stack prod                          the program in this folder, without account or engine
  slipway check orders --all-stacks                   each stack that the project has a file of
  slipway check --state state.json                    what 'pulumi stack export > state.json' wrote
  slipway check --state 'states/**/*.json'            every stack of an account
  slipway check --template task-definition.json       an ECS task definition, as the AWS CLI takes it
  slipway check --format sarif > slipway.sarif        for code scanning; also junit, markdown, github
  slipway check --fix-hint                            with the properties to set in the program
  slipway check --baseline accepted.json              accepts what is found the first time; what is new fails

A program runs as it is, with your rights, files and environment: there is no sandbox.

Levels, parameters and exemptions are those of slipway.policies.yaml, in the directory or above it, or of --policy-config.

Exit codes: 0 clean, 1 the program or an input is wrong, 2 a mandatory policy is violated, 130 cancelled`;

/** Adds `slipway check`. What it does is loaded when it runs. */
export function registerCheck(program: Command): void {
  withPolicyPackOptions(program.command("check"))
    .description("apply the policies to a program, an exported state or a task definition")
    .argument("[directory]", "folder of the project, or the one above its infra/", ".")
    .option("-s, --stack <name>", "name of the stack; with '--template', whose levels hold")
    .addOption(
      new Option("--all-stacks", "check each stack that the project has a file of").conflicts([
        "stack",
        "template",
        "state",
      ]),
    )
    .option("--template <file...>", "task definitions in JSON, by name or pattern")
    .option("--state <file...>", "exported states, by name or pattern")
    .addOption(
      new Option("--format <format>", "what the result is printed as")
        .choices(FORMATS)
        .default("text"),
    )
    .addOption(new Option("--json", "print the result as JSON").implies({ format: "json" }))
    .option("--baseline <file>", "findings that are accepted; a missing file is written, but in CI")
    .option("--prune", "take findings out of the baseline that are no more")
    .option("--fix-hint", "say for each finding which properties to set (text, json, markdown)")
    .option("--policy-config <file>", "levels, parameters and exemptions of the policies")
    .option("--mock <file>", "values for what an offline preview makes up, as JSON")
    .option("--timeout-seconds <seconds>", "stop a program that has not ended by then", readSeconds)
    .addHelpText("after", EXAMPLES)
    .action(async (directory: string, flags: CheckFlags) => {
      const { runCheck } = await import("./runCheck.js");
      await runCheck(directory, flags);
    });
}
