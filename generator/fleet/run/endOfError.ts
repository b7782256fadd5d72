import { type CliError, EXIT_CANCELLED } from "../../cliError.js";
import { ordinaryFailure } from "../../ordinaryFailure.js";

/** How the work on a stack ended that an error broke off. */
export interface BrokenEnd {
  status: "cancelled" | "conflict" | "failed";
  message: string;
}

/** What is the user's to mend is how the work ended; what is a fault of ours is told with its place. */
export function endOfError(error: unknown): BrokenEnd {
  const ordinary = ordinaryFailure(error);
  if (!ordinary) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: "failed", message };
  }
  const { message, exitCode } = ordinary;
  if (exitCode === EXIT_CANCELLED) return { status: "cancelled", message };
  return { status: isConflict(ordinary) ? "conflict" : "failed", message };
}

/** A lock also stops what only edits a state. */
function isConflict({ message }: CliError): boolean {
  return message.includes("the stack is currently locked by");
}
