import type { Stack } from "@pulumi/pulumi/automation";
import { CliError, EXIT_CANCELLED } from "../cliError.js";
import { withAdvice } from "../ordinaryFailure.js";
import type { PreviewResult } from "../offline/previewResult.js";
import { type EngineRun, runEngine } from "./engineRun.js";
import type { EngineFact } from "./engineFact.js";
import { errorsOf, failureCause } from "./failure.js";
import { openStack } from "./openStack.js";
import { policyConfigurationOf, type PolicyPackOptions, withPolicyPack } from "./policyPack.js";
import { previewReport } from "./report.js";
import type { PlanOptions } from "./savedPlan.js";
import type { StackOptions } from "./stackOptions.js";

/**
 * Previews a stack on Pulumi's engine under the policy pack: what it would hold, and what the policies say. A violated
 * policy is part of the result, not an error.
 *
 * @throws {CliError} if the configuration of the policies is wrong, the stack cannot be opened, the program fails or the preview is cancelled.
 */
export async function previewStack(options: StackOptions): Promise<PreviewResult> {
  return previewReport(options.stack, await previewFacts(options));
}

/**
 * What the engine reports of a preview under the policy pack.
 *
 * @throws {CliError} for the same reasons as {@link previewStack}.
 */
export async function previewFacts(options: StackOptions): Promise<readonly EngineFact[]> {
  assertNotCancelled(options);
  const configuration = policyConfigurationOf(options);
  const stack = await openStack(options);
  const run = await withPolicyPack(configuration, options, (pack) =>
    runEnginePreview(stack, options, pack),
  );
  assertPreviewed(run);
  return run.facts;
}

/** @throws {CliError} if the engine could not preview; that a policy is violated is no failure. */
export function assertPreviewed(run: EngineRun): void {
  if (!run.failure) return;
  const failed = { ...run, output: run.failure };
  const cause = failureCause(failed);
  if (cause === "cancelled") {
    throw new CliError("the preview was cancelled", EXIT_CANCELLED);
  }
  if (cause !== "policy") {
    throw new CliError(
      errorsOf(failed)
        .map(({ urn, message }) => (urn === "" ? withAdvice(message) : message))
        .join("\n"),
    );
  }
}

/**
 * Runs a preview of an opened stack.
 *
 * @param refresh Whether the providers are asked first how the resources are.
 */
export async function runEnginePreview(
  stack: Stack,
  options: StackOptions,
  pack: PolicyPackOptions & PlanOptions,
  refresh = false,
): Promise<EngineRun> {
  return runEngine("preview", options, (hooks) => stack.preview({ ...pack, ...hooks, refresh }));
}

/** @throws {CliError} if the request to cancel came before the operation began; the Automation API would ignore it. */
export function assertNotCancelled({ signal }: Pick<StackOptions, "signal">): void {
  if (signal?.aborted === true) {
    throw new CliError("cancelled before it began; nothing was changed", EXIT_CANCELLED);
  }
}
