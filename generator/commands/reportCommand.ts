import { createRequire } from "node:module";

import { Option, type Command } from "commander";

import type * as Bytes from "./readBytes.js";
import { withPolicyPackOptions } from "./policyPackOptions.js";
import { readSeconds } from "./readSeconds.js";
import type { ReportFlags } from "./runReport.js";
import { REPORT_FORMATS } from "./reportFormats.js";

const require_ = createRequire(__filename);

const EXAMPLES = `
Examples:
  slipway report --stack prod --base main > comment.md        what a branch changes, for a pull request
  slipway report orders --base base.json --format html        against what 'slipway preview --offline --json' wrote
  slipway report --stack prod --base main --engine            with what the engine would do to the deployed stack
  slipway report --stack prod --format sarif > slipway.sarif  the policies' findings, for code scanning

With '--engine' the report says as well what the engine would create, update, replace and delete, and which property forces a
replacement: for that it needs the Pulumi CLI, the backend's credentials and those of AWS. All else needs none.

A pack that '--policy-pack' names judges the program and its base; a file has the findings that it was written with.

A word that ends in '.json' is a file, any other base a ref of git. A comment begins with a line that is not shown,
'<!-- slipway report: <stack> -->': a workflow finds the comment by it that it wrote before, and edits that one. It has at
most 60,000 bytes, or '--max-bytes' where it is a part of one, and has a picture of the stack, folded, where there is room for it.

Exit codes: 0 reported, 1 the program or an input is wrong, 130 cancelled`;

/** Loaded where the flag is given. */
function bytes(text: string): number {
  const { readBytes } = require_("./readBytes.js") as typeof Bytes;
  return readBytes(text);
}

/** Adds `slipway report`. What it does is loaded when it runs. */
export function registerReport(program: Command): void {
  withPolicyPackOptions(program.command("report"))
    .description(
      "what a change comes to: resources, policies, cost and deployments, for a pull request",
    )
    .argument("[directory]", "folder of the project, or the one above its infra/", ".")
    .option("-s, --stack <name>", "name of the stack (default: the only one, or 'dev')")
    .option("--base <ref>", "what it is compared with: a ref of git, or a file of a preview")
    .option("--engine", "ask Pulumi's engine too what it would do to the stack as it is deployed")
    .addOption(
      new Option("--format <format>", "what the report is printed as")
        .choices(REPORT_FORMATS)
        .default("markdown"),
    )
    .addOption(new Option("--json", "print the report as JSON").implies({ format: "json" }))
    .option("--usage <file>", "how much the resources are used (default: slipway.usage.yaml)")
    .option("--max-bytes <bytes>", "how long a comment may be (default: 60000)", bytes)
    .option("--timeout-seconds <seconds>", "stop a program that has not ended by then", readSeconds)
    .addHelpText("after", EXAMPLES)
    .action(async (directory: string, flags: ReportFlags) => {
      const { runReport } = await import("./runReport.js");
      await runReport(directory, flags);
    });
}
