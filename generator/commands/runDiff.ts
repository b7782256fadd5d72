import { diffPreviews } from "../review/diffPreviews.js";
import { previewOf, previewSource } from "../review/previewSource.js";
import { violationChange } from "../review/violationChange.js";
import { sayWhatProgramMayUse } from "../terminal/ambientKeys.js";
import { jsonText } from "../terminal/escapedText.js";
import { listenToInterrupts } from "../terminal/interrupts.js";
import { printDiff } from "../terminal/printDiff.js";
import { terminalPaint } from "../terminal/printPreview.js";
import { printResult } from "../terminal/printResult.js";
import { tellWarnings } from "../terminal/tellWarnings.js";
import type { PolicyPackFlags } from "./readPolicyPacks.js";
import { readPolicyPacks } from "./readPolicyPacks.js";

/** Flags of `slipway diff`. */
export interface DiffFlags extends PolicyPackFlags {
  directory: string;
  stack?: string;
  json?: true;
  /** Seconds, above 0. */
  timeoutSeconds?: number;
}

/**
 * Runs `slipway diff`.
 *
 * @throws {CliError} if one of the two cannot be previewed, or a policy pack is none.
 */
export async function runDiff(before: string, after: string, flags: DiffFlags): Promise<void> {
  const sources = [previewSource(before), previewSource(after)] as const;
  // A ref beside a stack is of that stack.
  const stack = flags.stack ?? sources.find(({ kind }) => kind === "stack")?.value;
  const policyPacks = readPolicyPacks(flags, true);
  const interrupts = listenToInterrupts();
  try {
    if (sources.some(({ kind }) => kind !== "file")) sayWhatProgramMayUse("offline");
    const { directory, timeoutSeconds } = flags;
    const options = { directory, stack, timeoutSeconds, policyPacks, signal: interrupts.signal };
    const [first, second] = await Promise.all([
      previewOf(sources[0], options),
      previewOf(sources[1], options),
    ]);
    const result = diffPreviews(
      { source: before, preview: first },
      { source: after, preview: second },
    );
    if (policyPacks) {
      const { violations } = second.policies;
      result.violations = violationChange(violations, first.policies.violations);
    }
    tellWarnings([
      { source: before, preview: first },
      { source: after, preview: second },
    ]);
    printResult(flags.json ? jsonText(result, 2) : printDiff(result, terminalPaint()));
  } finally {
    interrupts.dispose();
  }
}
