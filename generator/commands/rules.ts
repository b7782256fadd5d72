import type { Command } from "commander";

import type { RulesFlags } from "./runRules.js";

const EXAMPLES = `
Examples:
  slipway rules                       every rule with its kind and its level under each profile
  slipway rules show image-pinned     one rule: parameters, ids that it covers, remedy, link
  slipway rules show ECS.5            the same by a control of Security Hub, or an id of checkov, Control Tower, cfn-lint
  slipway rules --json                all of it as one JSON document

Exit codes: 0 done, 1 there is no such rule`;

/** Adds `slipway rules` and `slipway rules show`. What they do is loaded when they run. */
export function registerRules(program: Command): void {
  const rules = program
    .command("rules")
    .description("list the policies' rules, or show one")
    .option("--json", "print the rules as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: RulesFlags) => {
      const { runRules } = await import("./runRules.js");
      runRules(flags);
    });
  rules
    .command("show")
    .description("show a rule: its levels, parameters, remedy and link")
    .argument("<name>", "name of the rule, or an id of another catalogue such as ECS.5")
    .option("--json", "print the rule as JSON")
    .action(async (name: string, _: RulesFlags, command: Command) => {
      const { runRulesShow } = await import("./runRules.js");
      // The parent has a flag of the same name, which takes it wherever it stands.
      runRulesShow(name, command.optsWithGlobals<RulesFlags>());
    });
}
