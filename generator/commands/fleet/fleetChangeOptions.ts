import { type Command, Option } from "commander";

import { withPolicyPackOptions } from "../policyPackOptions.js";
import { withFormat } from "./fleetFormats.js";
import { readJobs } from "./readJobs.js";

/** The flag by which jobs are printed. */
export function matrixOption(verb: string): Option {
  return new Option(
    "--matrix <system>",
    `print the jobs of a CI system, and ${verb} nothing`,
  ).choices(["github", "gitlab"]);
}

/** What '--create' does. */
export const CREATE_HELP = "make stacks when there are none, as 'slipway up --create' does";

/** Adds the flag by which Pulumi Deployments does the work. */
export function withRemote(command: Command, verb: string): Command {
  return command.option(
    "--remote",
    `have Pulumi Deployments ${verb} the stacks, as 'remote' of the fleet's file says`,
  );
}

/** Adds the flags of all commands that change the stacks of a fleet. */
export function withChangeOptions(command: Command, verb: string): Command {
  return withFormat(withPolicyPackOptions(command), "result")
    .option("-y, --yes", `${verb} without asking`)
    .option("--jobs <count>", "stacks at a time (default: by memory and cores)", readJobs)
    .option("--policy-config <file>", "levels, parameters and exemptions of the policies, as JSON");
}
