import type { FailedCreation } from "../../automation/failedCreation.js";
import { errorClass } from "./errorClass.js";
import type { FailureReason } from "./journalRecord.js";
import { MOST_ATTEMPTS } from "./retryPause.js";
import type { StackEnd } from "./stackRunner.js";

/** What is known when a try of a stack's work has ended. */
export interface EndedAttempt {
  end: StackEnd;
  /** Which try it was, from 1 on. */
  attempt: number;
  /** Whether the change had begun. */
  applied: boolean;
  /** Why the change was not approved. */
  refusal?: { reason: FailureReason; message: string } | undefined;
  /** Whether the whole run was asked to stop. */
  cancelled: boolean;
  /** Creations that have failed, in this try or before. */
  failedCreations: readonly Pick<FailedCreation, "urn">[];
  /** How long the stack may take, where it took longer. */
  timedOutMinutes?: number | undefined;
  /** Whether an earlier try was repaired already. */
  repaired: boolean;
  /** Whether somebody else's update may be waited for still. */
  mayWait: boolean;
  /** Retries that the run has left. */
  retriesLeft: number;
}

/** The stack's work is at its end, for this run. */
export type Settled =
  | { next: "done" | "interrupted" | "queued" }
  | { next: "failed"; reason: FailureReason; message: string };

/**
 * The stack's work is tried once more. `again`: after a pause, as one of the run's retries; `wait`: when somebody else may
 * have ended an update of it.
 */
export interface OnceMore {
  next: "again" | "wait";
  /** Whether it is repaired first. */
  repair: boolean;
}

/** What follows the end of a try. */
export type Judgement = Settled | OnceMore;

/** Whether there is another try. */
export function isOnceMore(judgement: Judgement): judgement is OnceMore {
  return judgement.next === "again" || judgement.next === "wait";
}

/** Decides what follows a try of a stack's work. */
export function judgeEnd(attempt: EndedAttempt): Judgement {
  const { end, applied, refusal, cancelled, timedOutMinutes, mayWait } = attempt;
  switch (end.status) {
    case "updated":
    case "unchanged":
    case "destroyed":
      return { next: "done" };
    case "blocked":
      return { next: "failed", reason: "policy", message: violationText(end) };
    case "unrepaired":
      return { next: "failed", reason: "repair", message: errorText(end) };
    case "declined":
      if (cancelled) return { next: "queued" };
      return { next: "failed", ...(refusal ?? DECLINED) };
    case "cancelled":
      if (timedOutMinutes !== undefined && !cancelled) return timeout(timedOutMinutes);
      return { next: applied ? "interrupted" : "queued" };
    case "conflict":
      if (cancelled) return { next: applied ? "interrupted" : "queued" };
      if (mayWait) return { next: "wait", repair: false };
      return { next: "failed", reason: "conflict", message: errorText(end) };
    case "lost":
      if (cancelled) return { next: "interrupted" };
      return afterFailure(attempt, true);
    case "failed":
      // An engine that is cancelled reports what it broke off as failed.
      if (cancelled && applied) return { next: "interrupted" };
      return afterFailure(attempt, end.pendingOperations.length > 0 || existsAlready(attempt));
  }
}

/** What AWS says of a name that is taken, which the creation itself may have taken whose reply was lost. */
const TAKEN = /AlreadyExists|already exists|AlreadyOwnedByYou|\bDuplicate/;

/** Whether a creation found what it was to make. */
function existsAlready({ end, failedCreations }: EndedAttempt): boolean {
  const urns = new Set(failedCreations.map(({ urn }) => urn));
  return end.errors.some(({ urn, message }) => urns.has(urn) && TAKEN.test(message));
}

const DECLINED = { reason: "declined", message: "the change was not approved" } as const;

/** @param isPartial Whether the state does not know all that was begun. */
function afterFailure(attempt: EndedAttempt, isPartial: boolean): Judgement {
  const { end, applied, repaired, retriesLeft, timedOutMinutes } = attempt;
  const failed = { next: "failed", reason: "error", message: errorText(end) } as const;
  if (timedOutMinutes !== undefined) return timeout(timedOutMinutes);
  if (retriesLeft <= 0 || attempt.attempt >= MOST_ATTEMPTS) return failed;
  const kind = errorClass(end.errors);
  if (kind === "never") return failed;
  if (kind === "retry") return { next: "again", repair: applied };
  return isPartial && !repaired ? { next: "again", repair: true } : failed;
}

function timeout(minutes: number): Judgement {
  return {
    next: "failed",
    reason: "timeout",
    message: `took longer than the rollout's timeoutMinutes, ${minutes}`,
  };
}

function errorText({ errors, status }: StackEnd): string {
  return errors.map(({ message }) => message).join("\n") || status;
}

function violationText({ violations }: StackEnd): string {
  return violations.map(({ policy, urn, message }) => `${policy}: ${message} (${urn})`).join("\n");
}
