import type { EngineEvent } from "@pulumi/pulumi/automation";
import { cancellationOf } from "./engineCancellation.js";
import { EventCollector } from "./eventCollector.js";
import type { EngineFact } from "./engineFact.js";
import type { Phase, RunningChanges } from "./progress.js";
import type { RunObserver } from "./runObserver.js";
import { CommandFailure, type CommandOutput } from "./commandFailure.js";

/** What the Automation API needs to run one operation. */
export interface EngineHooks {
  onEvent: (event: EngineEvent) => void;
  signal: AbortSignal;
}

/** One run of the engine, after its end. */
export interface EngineRun {
  facts: readonly EngineFact[];
  /** The changes that were in flight when the engine was told to cancel; empty if it was not. */
  inFlight: RunningChanges;
  /** Whether the engine was told to cancel, and did so. */
  cancelled: boolean;
  /** Whether it may hold the stack's lock although it has ended. */
  mayLeaveLock?: boolean;
  /** What the CLI printed when it failed. */
  failure?: CommandOutput;
}

/** Runs one operation of the engine: collects what it reports, tells the observer, and cancels at most once. */
export async function runEngine(
  phase: Phase,
  observer: RunObserver,
  operation: (hooks: EngineHooks) => Promise<unknown>,
): Promise<EngineRun> {
  const isChange = phase !== "preview";
  if (isChange) await observer.beforeChange?.();
  const events = new EventCollector(phase, observer);
  const { facts } = events;
  let inFlight: RunningChanges = new Map();
  const cancellation = cancellationOf(observer, phase);
  cancellation.signal.addEventListener("abort", () => {
    inFlight = events.running;
  });
  const onEvent = (event: EngineEvent): void => {
    events.add(event);
    // It is the engine's last one, after the ends of all steps.
    if (event.cancelEvent && isChange) observer.onAllTold?.();
    if (event.summaryEvent ?? event.cancelEvent) {
      cancellation.engineEnds();
    } else {
      cancellation.engineListens();
    }
  };
  observer.onProgress?.({ kind: "phase", phase });
  try {
    await operation({ onEvent, signal: cancellation.signal });
    return { facts, inFlight, cancelled: false };
  } catch (error) {
    if (!(error instanceof CommandFailure)) {
      throw error;
    }
    const { sent, mayLeaveLock } = cancellation;
    return { facts, inFlight, cancelled: sent, mayLeaveLock, failure: error.output };
  } finally {
    cancellation.dispose();
  }
}
