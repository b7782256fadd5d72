import type { EngineFact } from "./engineFact.js";
import { type CommandOutput, printedError } from "./commandFailure.js";
import { isMandatory } from "../../policies/rule.js";

/** Something that went wrong, as the engine, a provider or the program said it. */
export interface OperationError {
  /** The resource's URN; empty when it is about the whole stack. */
  urn: string;
  message: string;
}

/** Why a run of the engine ended without success. */
export type FailureCause = "conflict" | "policy" | "cancelled" | "failed";

/** What the CLI prints, for each kind of backend, when another update holds the stack. */
const CONFLICTS = [
  "the stack is currently locked by",
  "[409] Conflict: Another update is currently in progress",
];

/** What is known at the end of a run that failed. */
export interface FailedRun {
  facts: readonly EngineFact[];
  output: CommandOutput;
  /** Whether the engine was told to cancel. */
  cancelled: boolean;
}

/** Why a run failed: a held lock, a mandatory policy, the user's own Ctrl-C, or anything else. */
export function failureCause({ facts, output, cancelled }: FailedRun): FailureCause {
  if (isConflict(output.stderr)) {
    return "conflict";
  }
  if (cancelled) {
    return "cancelled";
  }
  return facts.some(violatesMandatoryPolicy) ? "policy" : "failed";
}

/** Whether a text says that another update holds the stack. */
export function isConflict(text: string): boolean {
  return CONFLICTS.some((conflict) => text.includes(conflict));
}

/** Whether it is a violation that stops an update. */
export function violatesMandatoryPolicy(fact: EngineFact): boolean {
  return fact.kind === "policy" && isMandatory(fact);
}

/** The errors that the engine reported, or else those that the CLI printed before the engine started. */
export function errorsOf({ facts, output }: Pick<FailedRun, "facts" | "output">): OperationError[] {
  const reported = reportedErrors(facts);
  return reported.length > 0 ? reported : [{ urn: "", message: printedError(output) }];
}

/** The errors that the engine reported. */
export function reportedErrors(facts: readonly EngineFact[]): OperationError[] {
  return facts.flatMap((fact) =>
    fact.kind === "message" && fact.severity === "error"
      ? [{ urn: fact.urn, message: fact.text }]
      : [],
  );
}
