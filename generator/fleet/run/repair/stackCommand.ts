import type { Stack } from "@pulumi/pulumi/automation";
import { runCommand } from "../../../automation/commandRun.js";
import type { StackOptions } from "../../../automation/stackOptions.js";
import type { ExportedDeployment } from "./pendingCreates.js";

/** What of a stack its repair needs. */
export interface NamedStack extends Pick<Stack, "name"> {
  workspace: Pick<Stack["workspace"], "workDir" | "listStacks" | "getAllConfig">;
}

/** A stack's state, as it is exported and imported. */
export interface ExportedState {
  version: number;
  deployment: ExportedDeployment | null;
}

/** Runs a command of the Pulumi CLI on a stack, and gives what it prints. */
export async function onStack(
  { name, workspace }: NamedStack,
  { environmentVariables = {}, signal, killSignal }: StackOptions,
  ...words: string[]
): Promise<string> {
  const { stdout } = await runCommand([...words, "--stack", name], {
    cwd: workspace.workDir,
    environment: environmentVariables,
    signal: undefined,
    observer: { signal, killSignal },
  });
  return stdout;
}

/** The state of a stack, with its secrets encrypted unless `--show-secrets` is among the words. */
export async function exportState(
  stack: NamedStack,
  options: StackOptions,
  ...words: string[]
): Promise<ExportedState> {
  return JSON.parse(await onStack(stack, options, "stack", "export", ...words)) as ExportedState;
}
