import { Command } from "commander";

import { packageVersion } from "../project/packageRoot.js";

/** Loads what adds a subcommand to the program. */
type Register = () => Promise<(program: Command) => void | Promise<void>>;

/** Every subcommand; its module is loaded only when it is asked for, or when help lists them all. */
export const COMMANDS: ReadonlyMap<string, Register> = new Map<string, Register>(
  Object.entries({
    new: async () => (await import("./new.js")).registerNew,
    add: async () => (await import("./add.js")).registerAdd,
    upgrade: async () => (await import("./upgrade.js")).registerUpgrade,
    preview: async () => (await import("./preview.js")).registerPreview,
    check: async () => (await import("./check.js")).registerCheck,
    rules: async () => (await import("./rules.js")).registerRules,
    explain: async () => (await import("./explain.js")).registerExplain,
    up: async () => (await import("./up.js")).registerUp,
    doctor: async () => (await import("./doctor.js")).registerDoctor,
    diff: async () => (await import("./diff.js")).registerDiff,
    report: async () => (await import("./reportCommand.js")).registerReport,
    prices: async () => (await import("./prices.js")).registerPrices,
    fleet: async () => (await import("./fleet/fleet.js")).registerFleet,
    destroy: async () => (await import("./destroy.js")).registerDestroy,
    completion: async () => (await import("./completion.js")).registerCompletion,
  }),
);

/** The commands that tell of all others. */
const NEEDS_ALL = ["completion", "explain"];

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
  $ slipway explain healthCheckPath          what an argument, a rule, a flag, an exit code or a message means
  $ slipway check orders --all-stacks        the policies alone; also of exported states and task definitions
  $ slipway diff staging prod                what differs between two stacks
  $ slipway report --stack prod --base main  what a branch changes, as a comment of its pull request
  $ slipway up orders --stack dev            preview, check the policies, then deploy
  $ slipway doctor orders --stack dev        how the services are in AWS, and why not well
  $ slipway fleet preview --env staging      many stacks at once, as fleet.yaml lists them
  $ slipway destroy orders --stack dev       delete everything that the stack has

Exit codes: 0 done, 1 wrong input or a failing program, 2 a mandatory policy is violated, or doctor or fleet drift found something,
3 an upgrade has conflicts, 4 another update of the stack is running, 130 cancelled.`;

/**
 * The command with its subcommands.
 *
 * @param asked The one that is asked for: no other is loaded then, but for those that tell of all.
 */
export async function commandProgram(asked?: string): Promise<Command> {
  const program = new Command("slipway")
    .description("From a Dockerfile to a well-run Amazon ECS service, with Pulumi.")
    .version(packageVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print help; also for a command, as in 'slipway up --help'")
    .addHelpText("after", EXAMPLES)
    .showSuggestionAfterError(true)
    // Subcommands inherit both: errors come here as exceptions, and are printed in one place.
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  const known = asked === undefined || NEEDS_ALL.includes(asked) ? undefined : COMMANDS.get(asked);
  for (const load of known ? [known] : COMMANDS.values()) {
    await (await load())(program);
  }
  return program;
}
