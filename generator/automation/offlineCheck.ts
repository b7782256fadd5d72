import { previewOffline } from "../offline/previewOffline.js";
import type { PreviewResult } from "../offline/previewResult.js";
import type { StackOptions } from "./stackOptions.js";
import { isMandatory } from "../../policies/rule.js";

/**
 * What the policies say of the program by itself, and what it warns of, when a mandatory one is violated: known in a second, before the engine
 * is started and before any call to AWS. Nothing when none is, or when the program cannot run offline; the engine's
 * preview decides then.
 */
export async function violatedOffline({
  directory,
  stack,
  policyConfiguration,
  policyPacks,
  signal,
}: StackOptions): Promise<Pick<PreviewResult, "policies" | "warnings"> | undefined> {
  try {
    const { policies, warnings } = await previewOffline({
      directory,
      stack,
      policyConfiguration,
      policyPacks,
      signal,
      silent: true,
    });
    const mandatory = policies.violations.some(isMandatory);
    return mandatory ? { policies, ...(warnings && { warnings }) } : undefined;
  } catch {
    return undefined;
  }
}
