import type { PlannedOperation } from "../../automation/plannedOperations.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import { dangers, gateProblem } from "./gate.js";
import type { FailureReason, StackRecord } from "./journalRecord.js";
import { isOnceMore, judgeEnd, type OnceMore, type Settled } from "./judgeEnd.js";
import { retryPause } from "./retryPause.js";
import type { RunContext } from "./runContext.js";
import type { ReviewedStack } from "./runEvent.js";
import { endWithout, type PlannedStack, type StackEnd } from "./stackRunner.js";
import { stackTimer, type StackTimer } from "./stackTimer.js";

/** How a stack is worked on. */
export interface StackWork {
  id: string;
  /** Ends with the preview, and gives it. */
  previewOnly?: ((reviewed: ReviewedStack, planned: PlannedStack) => void) | undefined;
  /** The changes that a person has said yes to, where somebody was asked. */
  approved?: readonly PlannedOperation[] | undefined;
}

/** How often somebody else's update is looked at again. */
const CONFLICT_PAUSE_MILLISECONDS = 10_000;

/** What one try has come to. */
interface Attempt {
  number: number;
  /** An interrupted change is repaired, and the state refreshed. */
  repair: boolean;
  applied: boolean;
  refusal?: { reason: FailureReason; message: string };
  isReviewed: boolean;
}

/** Previews and changes one stack, until it is done or it is known why not; all of it goes to the journal. */
export async function workStack(context: RunContext, work: StackWork): Promise<void> {
  const { options, parts } = context;
  const { id } = work;
  const stack = options.stacks.get(id);
  if (stack === undefined) return;
  const inputHash = await inputHashOf(context, stack);
  if (inputHash === undefined) return;
  const waitsUntil = parts.clock.now() + options.conflictMilliseconds;
  let repair = context.needsRepair(id);
  let repaired = repair;
  for (let number = 1; ; number += 1) {
    const attempt: Attempt = { number, repair, applied: false, isReviewed: false };
    context.transition(id, "previewing", { inputHash, attempt: number });
    const timer = stackTimer(parts.clock, options.rollout.timeoutMinutes, context.signal);
    const end = await runOnce(context, work, attempt, timer);
    timer.stop();
    if (end.status === "declined" && attempt.refusal === undefined) {
      // A reviewed stack waits for the answer; any other has waited for its turn when the run was over.
      if (!attempt.isReviewed) context.leave(id);
      return;
    }
    const judgement = judgeEnd({
      ...{ end, attempt: number, applied: attempt.applied, refusal: attempt.refusal, repaired },
      failedCreations: context.failedCreationsOf(id),
      cancelled: context.signal.aborted,
      timedOutMinutes: timer.isOver() ? options.rollout.timeoutMinutes : undefined,
      mayWait: parts.clock.now() < waitsUntil,
      retriesLeft: context.retriesLeft,
    });
    if (!isOnceMore(judgement)) {
      settle(context, id, end, judgement, inputHash);
      return;
    }
    repair ||= judgement.repair;
    repaired ||= judgement.repair;
    await pause(context, id, judgement, number, end);
    if (context.isOver()) {
      if (attempt.applied) context.transition(id, "interrupted", { inputHash });
      else context.leave(id);
      return;
    }
  }
}

/** Nothing when its files cannot be read, which fails this stack alone. */
async function inputHashOf(context: RunContext, stack: FleetStack): Promise<string | undefined> {
  try {
    return await context.parts.inputHash(stack);
  } catch (error) {
    const message = `its files cannot be read: ${(error as Error).message}`;
    context.transition(stack.id, "failed", { reason: "error", message });
    return undefined;
  }
}

async function runOnce(
  context: RunContext,
  work: StackWork,
  attempt: Attempt,
  timer: StackTimer,
): Promise<StackEnd> {
  const { options, parts } = context;
  const stack = options.stacks.get(work.id);
  if (stack === undefined || context.signal.aborted) {
    return endWithout(work.id, "cancelled", "cancelled before it began");
  }
  const { operation, startedAt, policyConfiguration, policyPacks, environmentVariables } = options;
  const task = {
    ...{ stack, operation, policyConfiguration, policyPacks, environmentVariables },
    refresh: attempt.repair,
    ...(options.rollout.savedPlans && { savedPlan: true }),
    ...(options.createStacks && operation === "up" && { createStack: true }),
    ...(attempt.repair && {
      repairSince: startedAt,
      failedCreations: context.failedCreationsOf(work.id),
      failedElsewhere: context.failedCreationsBeside(work.id),
      keptState: context.keptStateOf(work.id),
    }),
    ...(options.keepStatesIn !== undefined && { keepStatesIn: options.keepStatesIn }),
    deployment: context.deploymentOf(work.id),
  };
  return parts.runner(task, {
    signal: timer.signal,
    killSignal: options.killSignal,
    approve: (planned) => approve(context, work, attempt, timer, planned),
    onProgress: (event) => {
      parts.emit({ kind: "progress", id: work.id, event });
    },
    onFailedCreation: (creation) => {
      context.noteCreation(work.id, creation);
    },
    onMade: (made) => {
      context.noteCreation(work.id, made);
    },
    onKept: (event) => {
      context.noteKept(work.id, event);
    },
    onDeployment: (deployment) => {
      context.deployed(work.id, deployment);
    },
  });
}

/** Whether the change follows its preview: it passes the gate, was said yes to, and has its turn. */
async function approve(
  context: RunContext,
  { id, previewOnly, approved }: StackWork,
  attempt: Attempt,
  timer: StackTimer,
  planned: PlannedStack,
): Promise<boolean> {
  const { changes, operations } = planned;
  // How long a person or AWS lets it wait is not the stack's time.
  timer.stop();
  if (context.isOver()) return false;
  const { operation, rollout } = context.options;
  // Who destroys has said that everything goes.
  const problem = operation === "up" ? gateProblem(operations, rollout) : undefined;
  if (problem !== undefined && !previewOnly && approved === undefined) {
    attempt.refusal = { reason: "gate", message: gateText(problem) };
    return false;
  }
  if (approved !== undefined && !isSame(operations, approved)) {
    const message = "the preview is not the one that was approved: something has changed since";
    attempt.refusal = { reason: "declined", message };
    return false;
  }
  context.transition(id, "gated", { changes, operations });
  if (previewOnly) {
    attempt.isReviewed = true;
    previewOnly({ id, changes, ...dangers(operations), ...(problem && { problem }) }, planned);
    return false;
  }
  await context.waitForRates(id, operations);
  if (context.isOver()) return false;
  attempt.applied = true;
  context.transition(id, "applying", { attempt: attempt.number });
  timer.restart();
  return true;
}

function gateText(problem: string): string {
  return (
    `the preview ${problem}: a person has to see it. Run without '--yes', or raise the limit in ` +
    "the fleet's 'rollout'"
  );
}

/** Whether two previews change the same resources in the same ways. */
function isSame(some: readonly PlannedOperation[], others: readonly PlannedOperation[]): boolean {
  const text = (each: readonly PlannedOperation[]): string =>
    JSON.stringify(each.map(({ urn, operation }) => [operation, urn].join(" ")).sort());
  return text(some) === text(others);
}

function settle(
  context: RunContext,
  id: string,
  end: StackEnd,
  judgement: Settled,
  inputHash: string,
): void {
  const { changes, errors, inFlight, durationSeconds } = end;
  const about: Partial<StackRecord> = { inputHash, changes, durationSeconds };
  switch (judgement.next) {
    case "done":
      context.transition(id, "done", about);
      break;
    case "queued":
      context.leave(id);
      break;
    case "interrupted":
      context.transition(id, "interrupted", { ...about, errors, inFlight });
      break;
    case "failed": {
      const { reason, message } = judgement;
      const violations = reason === "policy" && { violations: end.violations.length };
      context.transition(id, "failed", { ...about, errors, reason, message, ...violations });
      break;
    }
  }
}

async function pause(
  context: RunContext,
  id: string,
  { next }: OnceMore,
  attempt: number,
  end: StackEnd,
): Promise<void> {
  const { clock, random, emit } = context.parts;
  if (next === "again") context.retriesLeft -= 1;
  const milliseconds =
    next === "again" ? retryPause(attempt, random()) : CONFLICT_PAUSE_MILLISECONDS;
  const why = next === "again" ? "retry" : "conflict";
  emit({ kind: "pause", id, why, milliseconds, message: end.errors[0]?.message ?? end.status });
  await clock.sleep(milliseconds, context.signal);
}
