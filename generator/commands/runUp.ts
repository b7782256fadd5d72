import { policyLines } from "../terminal/policyLines.js";
import type { PolicyPackFlags } from "./readPolicyPacks.js";
import { readPolicyPacks } from "./readPolicyPacks.js";
import { readPolicyConfiguration } from "./readPolicyConfiguration.js";
import { type PlannedUpdate, type UpResult, upStack } from "../automation/upStack.js";
import { sayWhatProgramMayUse } from "../terminal/ambientKeys.js";
import { type Confirm, confirmation } from "../terminal/confirmation.js";
import { jsonText } from "../terminal/escapedText.js";
import { finish } from "../terminal/finish.js";
import { tell, withSession } from "../terminal/session.js";
import { tellWarnings } from "../terminal/tellWarnings.js";
import { changesText, outputLines } from "../terminal/summary.js";

/** Flags of `slipway up`. */
export interface UpFlags extends PolicyPackFlags {
  stack: string;
  yes?: true;
  json?: true;
  create?: true;
  savedPlan?: true;
  policyConfig?: string;
}

/**
 * Runs `slipway up`.
 *
 * @throws {CliError} if the stack is not up to date at the end.
 */
export async function runUp(directory: string, flags: UpFlags): Promise<void> {
  const { stack, yes = false, json = false, create = false, savedPlan, policyConfig } = flags;
  const confirm = confirmation(yes);
  const policyConfiguration =
    policyConfig === undefined ? undefined : readPolicyConfiguration(policyConfig);
  const policyPacks = readPolicyPacks(flags, false);
  sayWhatProgramMayUse("offlineAndByEngine");
  const result = await withSession(async (session) =>
    upStack({
      ...session,
      directory,
      stack,
      createStack: create,
      ...{ savedPlan, policyConfiguration, policyPacks },
      approve: confirm && (async (planned) => approve(stack, planned, confirm)),
    }),
  );
  tellWarnings([{ source: stack, preview: result }]);
  finish("update", result, json ? [jsonText(result, 2)] : reportLines(result));
}

async function approve(
  stack: string,
  { changes, policies }: PlannedUpdate,
  confirm: Confirm,
): Promise<boolean> {
  policyLines(policies).forEach(tell);
  return confirm(`Update '${stack}'? ${changesText(changes)} in the preview`);
}

function reportLines(result: UpResult): string[] {
  const { stack, status, changes, policies, outputs, durationSeconds } = result;
  const outputTable = outputLines(outputs);
  return [
    ...policyLines(policies),
    ...(outputTable.length > 0 ? ["Outputs", ...outputTable] : []),
    `${stack}: ${status} in ${durationSeconds} s, ${changesText(changes)}`,
  ];
}
