import { setMaxListeners } from "node:events";
import type { FleetStack } from "../manifest/fleetStack.js";
import type { Clock } from "../run/clock.js";
import { inPool } from "../run/inPool.js";
import { errorClass } from "../run/errorClass.js";
import { MOST_ATTEMPTS, retryBudget, retryPause } from "../run/retryPause.js";
import { stackTimer } from "../run/stackTimer.js";
import type { FleetDriftEvent } from "./driftEvent.js";
import { type StackDrift, stackDrift } from "./driftReport.js";
import { blindEnd, type DriftEnd, type DriftRunner } from "./driftRunner.js";

/** Which stacks are looked at, and how. */
export interface Looks {
  stacks: readonly FleetStack[];
  jobs: number;
  /** How long the look at a stack may take. */
  timeoutMinutes: number;
  signal: AbortSignal;
  killSignal?: AbortSignal | undefined;
  environmentVariables?: Record<string, string> | undefined;
}

/** What a look works with; tests bring their own. */
export interface LookParts {
  runner: DriftRunner;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  tell: (event: FleetDriftEvent) => void;
}

/** Looks at stacks, as many at a time as there are jobs: nothing is changed, so that none waits for another. */
export async function lookAtAll(looks: Looks, parts: LookParts): Promise<StackDrift[]> {
  const { stacks, jobs, signal, killSignal } = looks;
  // Each stack that is looked at listens: as many as there are jobs is no leak.
  setMaxListeners(0, signal, ...(killSignal ? [killSignal] : []));
  const budget = { retriesLeft: retryBudget(stacks.length) };
  const reports = new Map<string, StackDrift>();
  await inPool(stacks, jobs, async (stack) => {
    const report = stackDrift(stack, await look(stack, looks, parts, budget));
    reports.set(stack.id, report);
    parts.tell({ kind: "looked", id: stack.id, report });
  });
  return stacks.flatMap(({ id }) => reports.get(id) ?? []);
}

/** Looks at one stack; what is over in a moment, such as a throttled call, is tried again. */
async function look(
  stack: FleetStack,
  looks: Looks,
  parts: LookParts,
  budget: { retriesLeft: number },
): Promise<DriftEnd> {
  const { clock, random, tell } = parts;
  for (let attempt = 1; ; attempt += 1) {
    if (looks.signal.aborted) return blindEnd("cancelled", "cancelled before it began");
    if (attempt === 1) tell({ kind: "started", id: stack.id });
    const end = await lookOnce(stack, looks, parts);
    const isOver = end.status !== "failed" || attempt >= MOST_ATTEMPTS || budget.retriesLeft <= 0;
    if (isOver || errorClass(end.errors) !== "retry") return end;
    budget.retriesLeft -= 1;
    const milliseconds = retryPause(attempt, random());
    tell({ kind: "pause", id: stack.id, milliseconds, message: end.errors[0]?.message ?? "" });
    await clock.sleep(milliseconds, looks.signal);
  }
}

async function lookOnce(
  stack: FleetStack,
  { timeoutMinutes, signal, killSignal, environmentVariables }: Looks,
  { runner, clock }: LookParts,
): Promise<DriftEnd> {
  const timer = stackTimer(clock, timeoutMinutes, signal);
  try {
    const end = await runner({ stack, environmentVariables }, { signal: timer.signal, killSignal });
    if (end.status === "looked" || signal.aborted || !timer.isOver()) return asked(end, signal);
    return blindEnd("failed", `took longer than the rollout's timeoutMinutes, ${timeoutMinutes}`);
  } finally {
    timer.stop();
  }
}

/** An engine that is cancelled reports what it broke off as failed. */
function asked(end: DriftEnd, signal: AbortSignal): DriftEnd {
  return signal.aborted && end.status === "failed" ? { ...end, status: "cancelled" } : end;
}
