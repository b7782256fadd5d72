import type { Command } from "commander";

import type { UpgradeFlags } from "./runUpgrade.js";

const AFTER = `
What nobody has edited is updated; what somebody has edited is merged with the newer template, as git merges. Where both
have changed the same lines, both versions stand between marks.

Exit codes: 0 upgraded or nothing to do, 1 no generated repository, 2 with --check: a newer template has changes, 3 conflicts
to resolve, 130 cancelled (143 by SIGTERM)`;

/** Adds `slipway upgrade`. What it does is loaded when it runs. */
export function registerUpgrade(program: Command): void {
  program
    .command("upgrade")
    .description("bring a generated repository to the template of this version")
    .argument("[directory]", "folder of the repository", ".")
    .option("--check", "write nothing, and say by the exit code whether there is something newer")
    .option("--dry-run", "write nothing, and print the files and the lines that would change")
    .option(
      "--template <folder>",
      "folder of the template, where it is your own (default: where it was)",
    )
    .option(
      "--package <spec>",
      "what the repository depends on for slipway: vendor (a tarball that it brings along), file:<path>, or a version that the registry has",
    )
    .option("--json", "print the result as JSON")
    .addHelpText("after", AFTER)
    .action(async (directory: string, options: UpgradeFlags) => {
      const { runUpgrade } = await import("./runUpgrade.js");
      await runUpgrade(directory, options);
    });
}
