import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";

import { packageRoot } from "./project/packageRoot.js";

/** Every subcommand; its module is loaded only when it is asked for, or when help lists them all. */
const COMMANDS = new Map<string, () => Promise<(program: Command) => void>>(
  Object.entries({
    new: async () => (await import("./commands/new.js")).registerNew,
    add: async () => (await import("./commands/add.js")).registerAdd,
    upgrade: async () => (await import("./commands/upgrade.js")).registerUpgrade,
    preview: async () => (await import("./commands/preview.js")).registerPreview,
    check: async () => (await import("./commands/check.js")).registerCheck,
    rules: async () => (await import("./commands/rules.js")).registerRules,
    up: async () => (await import("./commands/up.js")).registerUp,
    doctor: async () => (await import("./commands/doctor.js")).registerDoctor,
    diff: async () => (await import("./commands/diff.js")).registerDiff,
    report: async () => (await import("./commands/reportCommand.js")).registerReport,
    prices: async () => (await import("./commands/prices.js")).registerPrices,
    destroy: async () => (await import("./commands/destroy.js")).registerDestroy,
    completion: async () => (await import("./commands/completion.js")).registerCompletion,
  }),
);

/** The commands that tell of all others. */
const NEEDS_ALL = ["completion"];

const EXAMPLES = `
Examples:
  $ slipway new orders                       scaffold a service into ./orders
  $ slipway new --dockerfile ./Dockerfile    the same for an app that has a Dockerfile
  $ slipway new .                            bring the repository that is here to ECS, where it is
  $ slipway add worker mails                 add a service to a generated repository
  $ slipway add environment qa               add a stack to it, with its place in the pipelines
  $ slipway upgrade                          merge the newer template of a generated repository
  $ slipway preview orders --offline         resources and policy results, no account needed
  $ slipway rules show ECS.5                 what a rule asks for, and what to do about it
  $ slipway check orders --all-stacks        the policies alone; also of exported states and task definitions
  $ slipway diff staging prod                what differs between two stacks
  $ slipway report --stack prod --base main  what a branch changes, as a comment of its pull request
  $ slipway up orders --stack dev            preview, check the policies, then deploy
  $ slipway doctor orders --stack dev        how the services are in AWS, and why not well
  $ slipway destroy orders --stack dev       delete everything that the stack has

Exit codes: 0 done, 1 wrong input or a failing program, 2 a mandatory policy is violated or the doctor found something,
3 an upgrade has conflicts, 4 another update of the stack is running, 130 cancelled.`;

/** Version of this package. */
export function version(): string {
  const manifest = readFileSync(join(packageRoot(), "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Whether the program has a command of this name. */
export function isCommand(name: string): boolean {
  return COMMANDS.has(name);
}

/**
 * The command line: what `--help`, completions and the documentation are made of.
 *
 * @param asked Name of the one command that is needed; all of them without it.
 */
export async function cliProgram(asked?: string): Promise<Command> {
  const program = new Command("slipway")
    .description("From a Dockerfile to a well-run Amazon ECS service, with Pulumi.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print help; also for a command, as in 'slipway up --help'")
    .addHelpText("after", EXAMPLES)
    .showSuggestionAfterError(true)
    // Subcommands inherit both: errors come here as exceptions, and are printed in one place.
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  const known = asked === undefined || NEEDS_ALL.includes(asked) ? undefined : COMMANDS.get(asked);
  for (const load of known ? [known] : COMMANDS.values()) {
    (await load())(program);
  }
  return program;
}
