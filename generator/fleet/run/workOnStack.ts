import { type CliError, EXIT_CANCELLED } from "../../cliError.js";
import { destroyStack } from "../../automation/destroyStack.js";
import type { OperationResult } from "../../automation/operationResult.js";
import type { StackOptions } from "../../automation/stackOptions.js";
import { type UpResult, upStack } from "../../automation/upStack.js";
import { ordinaryFailure } from "../../ordinaryFailure.js";
import { freeStack, repairStack } from "./repair/repairStack.js";
import { isStaleLock } from "./repair/staleLock.js";
import {
  endWithout,
  type StackEnd,
  type StackRunner,
  type StackTask,
  type StackWatch,
} from "./stackRunner.js";

/** The work on one stack, in this process. */
export const workOnStack: StackRunner = async (task, watch) => {
  const { stack, directory } = task.stack;
  const { signal, killSignal, onProgress } = watch;
  const { environmentVariables } = task;
  const options = {
    ...{ directory, stack, signal, killSignal, onProgress },
    ...(environmentVariables && { environmentVariables }),
  };
  try {
    const { repairSince } = task;
    if (repairSince === undefined) return await operate(task, watch, options);
    const problem = await repairStack(options, repairSince);
    if (problem !== undefined) return endWithout(stack, "unrepaired", problem);
    const end = await operate(task, watch, options);
    if (end.status !== "conflict" || !isStaleLock(end.errors, repairSince)) return end;
    await freeStack(options);
    return await operate(task, watch, options);
  } catch (error) {
    return endOfError(stack, error);
  }
};

async function operate(
  { operation, refresh, policyConfiguration, policyPacks }: StackTask,
  { approve }: StackWatch,
  options: StackOptions,
): Promise<StackEnd> {
  if (operation === "destroy") {
    return { ...(await destroyStack({ ...options, refresh, approve })), violations: [] };
  }
  const result = await upStack({ ...options, refresh, policyConfiguration, policyPacks, approve });
  const { status, policies } = result;
  const stopping = policies.violations.filter((each) => each.enforcementLevel === "mandatory");
  return { ...endOfResult(result), status, violations: status === "blocked" ? stopping : [] };
}

/** Without the outputs, which nobody here reads. */
function endOfResult(result: UpResult): Omit<OperationResult<never>, "status"> {
  const { stack, changes, errors, inFlight, pendingOperations, durationSeconds } = result;
  const { unlockCommand } = result;
  return {
    ...{ stack, changes, errors, inFlight, pendingOperations, durationSeconds },
    ...(unlockCommand !== undefined && { unlockCommand }),
  };
}

/** What is the user's to mend is how the work ended; what is a fault of ours is told with its place. */
function endOfError(stack: string, error: unknown): StackEnd {
  const ordinary = ordinaryFailure(error);
  if (ordinary?.exitCode === EXIT_CANCELLED)
    return endWithout(stack, "cancelled", ordinary.message);
  if (ordinary)
    return endWithout(stack, isConflict(ordinary) ? "conflict" : "failed", ordinary.message);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return endWithout(stack, "failed", text);
}

/** A lock also stops what only edits a state. */
function isConflict({ message }: CliError): boolean {
  return message.includes("the stack is currently locked by");
}
