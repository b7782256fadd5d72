import { CliError } from "../../cliError.js";
import { previewOffline } from "../../offline/previewOffline.js";
import type { PreviewResult } from "../../offline/previewResult.js";
import { ordinaryFailure } from "../../ordinaryFailure.js";
import type { EnginePreviewTask } from "../preview/enginePreview.js";
import type { FleetStack } from "../manifest/fleetStack.js";

/**
 * What the policies say of a stack's program by itself, here, since Deployments knows only those of the organization.
 *
 * @throws {CliError} if the program cannot run here: what nobody has judged is not handed on.
 */
export async function judgeOffline(
  { directory, stack }: FleetStack,
  {
    policyConfiguration,
    policyPacks,
  }: Pick<EnginePreviewTask, "policyConfiguration" | "policyPacks">,
  signal: AbortSignal,
): Promise<PreviewResult["policies"]> {
  const rules = { policyConfiguration, policyPacks };
  try {
    const { policies } = await previewOffline({ directory, stack, ...rules, signal, silent: true });
    return policies;
  } catch (error) {
    const ordinary = ordinaryFailure(error);
    if (!ordinary) throw error;
    if (signal.aborted) throw ordinary;
    throw new CliError(
      `the policies cannot judge the program here: ${ordinary.message}\n` +
        "with 'remote.policies: organization' in the fleet's file only Pulumi Cloud's own policies judge it",
    );
  }
}
