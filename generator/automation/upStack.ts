import type { Stack } from "@pulumi/pulumi/automation";
import type { PolicyResult } from "../../policies/pack.js";
import { type EngineRun, runEngine } from "./engineRun.js";
import { openStack } from "./openStack.js";
import { violatedOffline } from "./offlineCheck.js";
import { answerOf } from "./answerOf.js";
import {
  endOf,
  type OperationResult,
  secondsSince,
  statusOf,
  type UnfinishedStatus,
} from "./operationResult.js";
import { policyConfigurationOf, type PolicyPackOptions, withPolicyPack } from "./policyPack.js";
import { assertNotCancelled, runEnginePreview } from "./previewStack.js";
import { type PlannedOperation, plannedOperations } from "./plannedOperations.js";
import { type Changes, changesOf, isUnchanged, policyResult, stackOutputs } from "./report.js";
import { lacksPlans, type PlanOptions, withSavedPlan } from "./savedPlan.js";
import type { StackOptions } from "./stackOptions.js";
import { refusedMoves } from "./strategyMoves.js";

/** An update of a stack, after its end. Described by `up.schema.json`. */
export interface UpResult extends OperationResult<"updated" | "unchanged"> {
  policies: PolicyResult;
  /** The stack's outputs, with `[secret]` in place of secrets; empty when the update did not begin. */
  outputs: Record<string, unknown>;
  /** What the program warns of, where the policies block it before the engine shows that; absent where it does not. */
  warnings?: string[];
}

/** What there is to decide on between the preview and the update. */
export interface PlannedUpdate {
  changes: Changes;
  /** The changes to resources, one by one, in the preview's order. */
  operations: PlannedOperation[];
  policies: PolicyResult;
}

/** Options of `upStack`. */
export interface UpOptions extends StackOptions {
  /**
   * Asks the providers first how the resources are, in the preview and in the update: after an update that did not end.
   *
   * @default false
   */
  refresh?: boolean | undefined;
  /**
   * Saves the preview's plan and holds the update to it: what the plan does not have is refused, also where the program or its
   * configuration has changed since. Pulumi calls its plans experimental; a CLI that has none updates without.
   *
   * @default false
   */
  savedPlan?: boolean | undefined;
  /**
   * Is asked between a preview that has changes and the update.
   *
   * @default - the update follows
   */
  approve?: ((planned: PlannedUpdate) => Promise<boolean>) | undefined;
}

/**
 * Brings a stack up to date: the policies judge the program offline, then its preview, and then, unless a mandatory one
 * is violated, the update, which judges again what the preview could not know.
 *
 * @throws {CliError} if the configuration of the policies is wrong, the stack cannot be opened or the request to cancel
 * came before the start.
 */
export async function upStack(options: UpOptions): Promise<UpResult> {
  assertNotCancelled(options);
  const configuration = policyConfigurationOf(options);
  const startedAt = Date.now();
  const violated = await violatedOffline(options);
  if (violated) {
    return blocked(options.stack, violated, startedAt);
  }
  assertNotCancelled(options);
  const stack = await openStack(options);
  return withPolicyPack(configuration, options, (pack) =>
    withSavedPlan(options.savedPlan === true, (plan) =>
      previewAndUpdate(stack, options, pack, plan, startedAt),
    ),
  );
}

async function previewAndUpdate(
  stack: Stack,
  options: UpOptions,
  pack: PolicyPackOptions,
  wanted: PlanOptions,
  startedAt: number,
): Promise<UpResult> {
  const planned = await runEnginePreview(stack, options, { ...pack, ...wanted }, options.refresh);
  const plan = lacksPlans(planned) ? {} : wanted;
  const preview =
    plan === wanted ? planned : await runEnginePreview(stack, options, pack, options.refresh);
  const stop = await stopBeforeUpdate(preview, options);
  if (stop !== undefined) {
    const policies = policyResult(preview.facts);
    const end = await endOf(stack, preview, startedAt);
    const errors = preview.failure ? end.errors : refusedMoves(preview.facts);
    return { ...end, errors, status: stop, changes: {}, policies, outputs: {} };
  }
  const update = await runUpdate(stack, options, { ...pack, ...plan });
  const changes = changesOf(update.facts);
  return {
    ...(await endOf(stack, update, startedAt)),
    status: statusOf(update, isUnchanged(changes) ? "unchanged" : "updated"),
    changes,
    policies: policyResult(update.facts),
    outputs: stackOutputs(update.facts),
  };
}

/** The result when the program alone violates a policy: the engine never started. */
function blocked(
  stack: string,
  violated: Pick<UpResult, "policies" | "warnings">,
  startedAt: number,
): UpResult {
  return {
    stack,
    status: "blocked",
    changes: {},
    errors: [],
    inFlight: [],
    pendingOperations: [],
    durationSeconds: secondsSince(startedAt),
    ...violated,
    outputs: {},
  };
}

/** Why the update does not follow; `undefined` when it does. */
async function stopBeforeUpdate(
  preview: EngineRun,
  { signal, approve }: UpOptions,
): Promise<UnfinishedStatus | undefined> {
  const status = statusOf(preview, "previewed");
  if (status !== "previewed") {
    return status;
  }
  if (refusedMoves(preview.facts).length > 0) {
    return "failed";
  }
  const changes = changesOf(preview.facts);
  if (approve && !isUnchanged(changes)) {
    const planned = {
      changes,
      operations: plannedOperations(preview.facts),
      policies: policyResult(preview.facts),
    };
    const approved = await answerOf(approve(planned), signal);
    if (signal?.aborted === true) return "cancelled";
    if (!approved) return "declined";
  }
  return signal?.aborted === true ? "cancelled" : undefined;
}

/** `showSecrets: false` keeps the configuration's secrets out of what the SDK reads after the update. */
async function runUpdate(
  stack: Stack,
  options: UpOptions,
  pack: PolicyPackOptions & PlanOptions,
): Promise<EngineRun> {
  return runEngine("update", options, (hooks) =>
    stack.up({ ...pack, ...hooks, refresh: options.refresh === true, showSecrets: false }),
  );
}
