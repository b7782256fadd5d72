import { nameInUrn } from "../offline/urn.js";
import type { EngineFact, MessageFact, Operation, StepFact } from "./engineFact.js";

/** The parts of an operation on a stack: what the engine would do, what it does, and the removal of all. */
export type Phase = "preview" | "update" | "destroy";

/** What a caller hears while an operation runs. */
export type ProgressEvent =
  | { kind: "phase"; phase: Phase }
  | { kind: "started"; urn: string; type: string; name: string; operation: Operation }
  | {
      kind: "finished";
      urn: string;
      type: string;
      name: string;
      operation: Operation;
      seconds: number;
    }
  | {
      kind: "failed";
      urn: string;
      type: string;
      name: string;
      operation: Operation;
      seconds: number;
    }
  | { kind: "message"; severity: MessageFact["severity"]; urn: string; text: string };

/** A change to a resource that has begun and has not ended. */
export interface RunningChange {
  operation: Operation;
  /** Milliseconds since the epoch. */
  startedAt: number;
}

/** The changes that are in flight, by URN. */
export type RunningChanges = ReadonlyMap<string, RunningChange>;

/** Steps after which a resource is as it was, and the marker step of a replacement, which does nothing by itself. */
const NO_CHANGE = new Set<Operation>([
  "same",
  "read",
  "read-replacement",
  "read-discard",
  "discard-replaced",
  "refresh",
  "replace",
]);

/** Whether a step changes something outside of the engine: components and providers exist in the state alone. */
export function isChange({ custom, type, operation }: StepFact): boolean {
  return custom && !type.startsWith("pulumi:providers:") && !NO_CHANGE.has(operation);
}

/**
 * What one fact of the engine changes among the changes in flight, and what there is to tell about it.
 *
 * @param now Milliseconds since the epoch.
 */
export function advance(
  running: RunningChanges,
  fact: EngineFact,
  now: number,
): { running: RunningChanges; progress?: ProgressEvent } {
  if (fact.kind === "message") {
    const { severity, urn, text } = fact;
    return { running, progress: { kind: "message", severity, urn, text } };
  }
  if (fact.kind !== "step" || !isChange(fact)) {
    return { running };
  }
  const { urn, type, operation } = fact;
  const next = new Map(running);
  const about = { urn, type, name: nameInUrn(urn), operation };
  if (fact.phase === "started") {
    next.set(urn, { operation, startedAt: now });
    return { running: next, progress: { kind: "started", ...about } };
  }
  const startedAt = running.get(urn)?.startedAt ?? now;
  next.delete(urn);
  const seconds = Math.round((now - startedAt) / 100) / 10;
  return { running: next, progress: { kind: fact.phase, ...about, seconds } };
}
