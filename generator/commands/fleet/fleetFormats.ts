import { type Command, Option } from "commander";

/** What the subcommands of `slipway fleet` can print their results as. */
const FLEET_FORMATS = ["text", "markdown", "html", "json"] as const;

/** One of the formats. */
export type FleetFormat = (typeof FLEET_FORMATS)[number];

/**
 * Adds the flags that say what a result is printed as.
 *
 * @param what What is printed, such as `report`.
 */
export function withFormat(command: Command, what: string): Command {
  return command
    .addOption(
      new Option("--format <format>", `what the ${what} is printed as`)
        .choices(FLEET_FORMATS)
        .default("text"),
    )
    .addOption(new Option("--json", `print the ${what} as JSON`).implies({ format: "json" }));
}
