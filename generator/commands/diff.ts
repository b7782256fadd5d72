import type { Command } from "commander";

import { withPolicyPackOptions } from "./policyPackOptions.js";
import { readSeconds } from "./readSeconds.js";
import type { DiffFlags } from "./runDiff.js";

const EXAMPLES = `
Examples:
  slipway diff staging prod                   what differs between two stacks of the program in this folder
  slipway diff @main prod                     the stack prod as it was at a ref of git, and as it is now
  slipway diff @v1 @v2 --stack prod           at two refs
  slipway diff before.json after.json         what 'slipway preview --offline --json' wrote
  slipway diff dev prod --policy-pack ./rules with the findings that come and go, of Slipway's policies and of the pack's

'@' begins a ref of git, '.json' ends a file, any other word is a stack. Between two stacks, names and ids that follow from the
stack's name are left out. Secrets are hidden, and never differ. A file has the findings that it was written with.

Exit codes: 0 compared, 1 the program or an input is wrong, 130 cancelled`;

/** Adds `slipway diff`. What it does is loaded when it runs. */
export function registerDiff(program: Command): void {
  withPolicyPackOptions(program.command("diff"))
    .description("what differs between two stacks, refs of git or previews, property by property")
    .argument("<before>", "a stack, a ref of git such as @main, or a file of a preview")
    .argument("<after>", "the same")
    .option("-d, --directory <folder>", "folder of the project, or the one above its infra/", ".")
    .option("-s, --stack <name>", "stack of the refs (default: the other's, or the only one)")
    .option("--json", "print the result as JSON")
    .option("--timeout-seconds <seconds>", "stop a program that has not ended by then", readSeconds)
    .addHelpText("after", EXAMPLES)
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { runDiff } = await import("./runDiff.js");
      await runDiff(before, after, flags);
    });
}
