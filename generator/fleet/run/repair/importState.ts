import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { CommandFailure } from "../../../automation/commandFailure.js";
import type { StackOptions } from "../../../automation/stackOptions.js";
import { removeLeftover } from "../../../project/removeLeftover.js";
import { type ExportedState, onStack } from "./stackCommand.js";
import { isStaleLock } from "./staleLock.js";

/** The state goes in with its secrets encrypted, by a file that only this user reads. */
export async function importState(
  stack: Stack,
  options: StackOptions,
  state: ExportedState,
  since: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-state-"));
  try {
    const file = join(folder, "state.json");
    await writeFile(file, JSON.stringify(state), { mode: 0o600 });
    const take = (): Promise<string> => onStack(stack, options, "stack", "import", "--file", file);
    try {
      await take();
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      if (!isStaleLock([{ urn: "", message: error.output.stderr }], since)) throw error;
      await onStack(stack, options, "cancel", "--yes");
      await take();
    }
  } finally {
    await removeLeftover(folder);
  }
}
