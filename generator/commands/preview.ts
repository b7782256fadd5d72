import type { Command } from "commander";

import { withPolicyPackOptions } from "./policyPackOptions.js";

import { readSeconds } from "./readSeconds.js";
import type { PreviewFlags } from "./runPreview.js";

const EXAMPLES = `
Examples:
  slipway preview --offline                       the program in this folder, without account or engine
  slipway preview orders --offline --stack prod   another folder and stack
  slipway preview --offline --json                one JSON document on stdout, for other tools
  slipway preview --offline --picture stack.svg   what there is and what flows between it
  slipway preview --stack dev                     by Pulumi's engine, against what is deployed

The program runs as it is, with your rights, files and environment: --offline is no sandbox. 'slipway up' runs it once more.

Exit codes: 0 clean, 1 the program or an input is wrong, 2 a mandatory policy is violated, 130 cancelled`;

/** Adds `slipway preview`. What it does is loaded when it runs. */
export function registerPreview(program: Command): void {
  withPolicyPackOptions(program.command("preview"))
    .description("show what a program would create, what it costs, and what the policies say to it")
    .argument("[directory]", "folder of the project, or the one above its infra/", ".")
    .option("--offline", "without cloud account, network or Pulumi CLI")
    .option(
      "-s, --stack <name>",
      "name of the stack; offline, the only one or else 'dev' is the default",
    )
    .option("--json", "print the result as JSON")
    .option("--policy-config <file>", "levels, parameters and exemptions of the policies, as JSON")
    .option("--mock <file>", "values for what an offline preview makes up, as JSON")
    .option("--usage <file>", "how much the resources are used (default: slipway.usage.yaml)")
    .option("--picture <file>", "write the stack's picture: .svg, Mermaid (.mmd) or .md")
    .option(
      "--timeout-seconds <seconds>",
      "stop an offline program that has not ended by then (default: 120)",
      readSeconds,
    )
    .addHelpText("after", EXAMPLES)
    .action(async (directory: string, flags: PreviewFlags) => {
      const { runPreview } = await import("./runPreview.js");
      await runPreview(directory, flags);
    });
}
