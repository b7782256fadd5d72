import type { Command } from "commander";

import type { RefreshFlags } from "./runPrices.js";

const EXAMPLES = `
Examples:
  slipway prices refresh --region eu-west-1      renews one region into slipway.prices.json
  slipway prices refresh orders --ec2            also EC2's, whose files have hundreds of megabytes a region

AWS's price list asks for no credentials. Each price must be found exactly once, or nothing is written; what the list does not
have, such as Fargate Spot, stays as it was. 'slipway preview' takes slipway.prices.json in the project's folder, or in one
above it up to the repository's, in place of the table that came with the package.

Exit codes: 0 written, 1 the list or an input is wrong, 130 cancelled`;

/** Adds `slipway prices`. What it does is loaded when it runs. */
export function registerPrices(program: Command): void {
  const prices = program
    .command("prices")
    .description("the table of prices that costs are told by");
  prices
    .command("refresh")
    .description("renew the table from AWS's public price list")
    .argument("[directory]", "folder that slipway.prices.json is written to", ".")
    .option("--region <region...>", "regions to renew (default: all of the table)")
    .option("--ec2", "also prices of instances, disks and NAT gateways")
    .option("--from <url>", "address of a copy of the price list")
    .option("--json", "print what was renewed as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (directory: string, flags: RefreshFlags) => {
      const { runRefresh } = await import("./runPrices.js");
      await runRefresh(directory, flags);
    });
}
