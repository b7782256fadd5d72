import type { Command } from "commander";

/** Adds a subcommand to the group. */
type Register = (fleet: Command) => void;

/** Every subcommand of the group, a file each. What a subcommand does is loaded when it runs. */
const SUBCOMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  list: async () => (await import("./fleetListCommand.js")).registerFleetList,
  preview: async () => (await import("./fleetPreviewCommand.js")).registerFleetPreview,
  up: async () => (await import("./fleetUpCommand.js")).registerFleetUp,
  destroy: async () => (await import("./fleetDestroyCommand.js")).registerFleetDestroy,
  resume: async () => (await import("./fleetResumeCommand.js")).registerFleetResume,
  status: async () => (await import("./fleetStatusCommand.js")).registerFleetStatus,
  drift: async () => (await import("./fleetDriftCommand.js")).registerFleetDrift,
};

const EXAMPLES = `
Examples:
  slipway fleet list                                    the stacks of fleet.yaml, in waves
  slipway fleet preview --env staging                   what those of an environment come to, no account needed
  slipway fleet preview --changed-since main --json     those that a branch changes, for other tools
  slipway fleet up --env staging                        preview, gate and update them, wave by wave
  slipway fleet resume                                  take up the last run, whatever ended it
  slipway fleet drift                                   what AWS has in another way than the states, and whose that is

'slipway fleet <command> --help' has more.`;

/** Adds `slipway fleet`. */
export async function registerFleet(program: Command): Promise<void> {
  const fleet = program
    .command("fleet")
    .description("many stacks at once, as fleet.yaml lists them")
    .addHelpText("after", EXAMPLES);
  for (const load of Object.values(SUBCOMMANDS)) (await load())(fleet);
}
