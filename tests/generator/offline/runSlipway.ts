import { spawn } from "node:child_process";
import { join } from "node:path";

import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { CommandRun, Surroundings } from "../../support/commandInProcess.js";
import { commandInProcess } from "../../support/commandInProcess.js";

const CLI = join(packageRoot(), "dist", "generator", "cli.js");

/** The folder of a program that tests preview. */
export function fixture(name: string): string {
  return join(packageRoot(), "tests", "generator", "offline", "fixtures", name);
}

/**
 * Runs the `slipway` command as a user does, in a process of its own: for tests of what belongs to that.
 *
 * @param interruptAt What standard error says when Ctrl-C is pressed.
 */
export function spawnSlipway(args: string[], interruptAt?: string): Promise<CommandRun> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const run = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (run.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    const isNow = interruptAt !== undefined && !run.stderr.includes(interruptAt);
    run.stderr += text;
    if (isNow && run.stderr.includes(interruptAt)) child.kill("SIGINT");
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, ...run });
    });
  });
}

/** Runs the `slipway` command in this process. */
export function runSlipway(args: string[], surroundings?: Surroundings): Promise<CommandRun> {
  return commandInProcess(args, surroundings);
}

/** Previews a fixture offline by the command. */
export function preview(name: string, ...args: string[]): Promise<CommandRun> {
  return runSlipway(["preview", fixture(name), "--offline", ...args]);
}

/** Previews a fixture offline that fails, in a process of its own. */
export function previewFailing(name: string, ...args: string[]): Promise<CommandRun> {
  return runSlipway(["preview", fixture(name), "--offline", ...args], { alone: true });
}

/** Previews a fixture offline by the command, which must succeed, and gives its JSON. */
export async function previewJson(name: string, ...args: string[]): Promise<PreviewResult> {
  const { code, stdout, stderr } = await preview(name, "--json", ...args);
  if (code !== 0) throw new Error(`exit code ${String(code)}: ${stderr}`);
  return JSON.parse(stdout) as PreviewResult;
}
