import type { Stack } from "@pulumi/pulumi/automation";
import type { EngineRun } from "./engineRun.js";
import { failureCause } from "./failure.js";

/** What a shell takes as it is. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/**
 * The command that frees a stack, where a run may have left it locked or another update holds it; nothing where no lock is
 * left behind. It is no part of what this package does by itself: a lock may be of an update that still goes on.
 *
 * @see https://www.pulumi.com/docs/iac/cli/commands/pulumi_cancel/
 */
export function unlockCommand(
  { name, workspace }: Pick<Stack, "name" | "workspace">,
  run: EngineRun,
): string | undefined {
  const isHeld = run.failure && failureCause({ ...run, output: run.failure }) === "conflict";
  if (isHeld !== true && run.mayLeaveLock !== true) return undefined;
  return ["pulumi", "cancel", "--stack", name, "--cwd", workspace.workDir].map(word).join(" ");
}

/** A word as a POSIX shell reads it. */
function word(text: string): string {
  return PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
