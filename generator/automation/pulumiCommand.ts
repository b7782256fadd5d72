import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { CliError } from "../cliError.js";
import { CommandFailure, type CommandOutput } from "./commandFailure.js";

/** Makes Pulumi fail where it would ask. */
const PLAIN = "--non-interactive";

/**
 * The installed Pulumi CLI, for the Automation API, run in a process group of its own. Ctrl-C on a terminal goes to
 * every process of the group in front, and a second SIGINT makes Pulumi drop the operations it has begun: here the
 * engine receives exactly those signals that Slipway sends. Its output goes to files and not to pipes, so that it ends
 * its work and writes its state even when Slipway itself is killed.
 *
 * @throws {CliError} if there is no `pulumi` on the PATH.
 */
export async function pulumiCommand(): Promise<PulumiCommand> {
  const { PulumiCommand: Command } = await import("@pulumi/pulumi/automation/index.js");
  try {
    const installed = await Command.get();
    return Object.create(installed, { run: { value: runDetached } }) as PulumiCommand;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw message.includes("ENOENT") ? pulumiMissing() : new CliError(firstLine(message));
  }
}

function pulumiMissing(): CliError {
  return new CliError(
    "there is no 'pulumi' on the PATH: install the Pulumi CLI (https://www.pulumi.com/docs/install/), " +
      "or run 'slipway preview --offline', which needs none",
  );
}

function firstLine(message: string): string {
  return message.trim().split("\n", 1)[0] ?? message;
}

/** Has the shape of the method `run` of the SDK's `PulumiCommand`, which the Automation API calls for everything. */
async function runDetached(
  args: string[],
  directory: string,
  environment: Record<string, string>,
  _onOutput?: (text: string) => void,
  _onError?: (text: string) => void,
  signal?: AbortSignal,
): Promise<CommandOutput> {
  const [stdout, stderr] = [unnamedFile(), unnamedFile()];
  try {
    const child = spawn("pulumi", args.includes(PLAIN) ? args : [...args, PLAIN], {
      cwd: directory,
      detached: true,
      env: { ...process.env, ...environment, PULUMI_AUTOMATION_API: "true" },
      stdio: ["ignore", stdout, stderr],
    });
    const code = await exitCode(child, signal);
    const output = { stdout: contentOf(stdout), stderr: contentOf(stderr), code };
    if (code !== 0) {
      throw new CommandFailure(output);
    }
    return output;
  } finally {
    closeSync(stdout);
    closeSync(stderr);
  }
}

/** A file without a name: nobody else can open it, and it is gone with the last process that has it open. */
function unnamedFile(): number {
  const directory = mkdtempSync(join(tmpdir(), "slipway-"));
  try {
    return openSync(join(directory, "output"), "w+", 0o600);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Everything in an open file, from its start; `readFileSync` would go on where the child stopped writing. */
function contentOf(file: number): string {
  const content = Buffer.alloc(fstatSync(file).size);
  readSync(file, content, 0, content.length, 0);
  return content.toString("utf8");
}

function exitCode(child: ChildProcess, signal: AbortSignal | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const interrupt = (): void => {
      child.kill("SIGINT");
    };
    signal?.addEventListener("abort", interrupt, { once: true });
    child.once("error", reject);
    child.once("exit", (code) => {
      signal?.removeEventListener("abort", interrupt);
      resolve(code ?? -1);
    });
  });
}
