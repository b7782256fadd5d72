import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { CliError } from "../cliError.js";
import type { CommandOutput } from "./commandFailure.js";
import { runCommand } from "./commandRun.js";
import type { RunObserver } from "./runObserver.js";

/**
 * The installed Pulumi CLI, for the Automation API, run in a process group of its own. Ctrl-C on a terminal goes to
 * every process of the group in front, and a second SIGINT makes Pulumi drop the operations it has begun: here the
 * engine receives exactly those signals that Slipway sends. Its output goes to files and not to pipes, so that it ends
 * its work and writes its state even when Slipway itself is killed. What only reads ends at the first request to cancel.
 *
 * @param observer Who may cancel.
 * @throws {CliError} if there is no `pulumi` on the PATH, or one that is too old.
 */
export async function pulumiCommand(
  observer: Pick<RunObserver, "signal" | "killSignal">,
): Promise<PulumiCommand> {
  const { PulumiCommand: Command } = await import("@pulumi/pulumi/automation/index.js");
  try {
    const installed = await Command.get();
    // Has the shape of the SDK's method, which the Automation API calls for everything.
    const run = (
      args: string[],
      cwd: string,
      environment: Record<string, string>,
      _onOutput?: unknown,
      _onError?: unknown,
      signal?: AbortSignal,
    ): Promise<CommandOutput> => runCommand(args, { cwd, environment, signal, observer });
    return Object.create(installed, { run: { value: run } }) as PulumiCommand;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.includes("ENOENT")) throw pulumiMissing();
    throw message.startsWith("Minimum version requirement failed.")
      ? pulumiTooOld(message)
      : new CliError(firstLine(message));
  }
}

function pulumiMissing(): CliError {
  return new CliError(
    "there is no 'pulumi' on the PATH: install the Pulumi CLI (https://www.pulumi.com/docs/install/), " +
      "or run 'slipway preview --offline', which needs none",
  );
}

function pulumiTooOld(message: string): CliError {
  const [minimum = "a newer one", installed = "an older one"] =
    message.match(/\d+\.\d+\.\d+/g) ?? [];
  return new CliError(
    `the Pulumi CLI must be of version ${minimum} or later, got ${installed}: a newer one ` +
      "(https://www.pulumi.com/docs/install/) works",
  );
}

function firstLine(message: string): string {
  return message.trim().split("\n", 1)[0] ?? message;
}
