import { destroyStack } from "../../automation/destroyStack.js";
import type { OperationResult } from "../../automation/operationResult.js";
import type { StackOptions } from "../../automation/stackOptions.js";
import { type UpResult, upStack } from "../../automation/upStack.js";
import { endOfError } from "./endOfError.js";
import { freeStack, repairStack } from "./repair/repairStack.js";
import { stateKeeper, type StateKeeper } from "./repair/stateKeeper.js";
import { isStaleLock } from "./repair/staleLock.js";
import {
  endWithout,
  type StackEnd,
  type StackRunner,
  type StackTask,
  type StackWatch,
} from "./stackRunner.js";
import { isMandatory } from "../../../policies/rule.js";

/** The work on one stack, in this process. */
export const workOnStack: StackRunner = async (task, watch) => {
  const { stack, directory } = task.stack;
  const { signal, killSignal, onProgress, onFailedCreation } = watch;
  const { environmentVariables, failedCreations, failedElsewhere, createStack, keptState } = task;
  const options: StackOptions = {
    ...{ directory, stack, signal, killSignal, onProgress, onFailedCreation },
    ...(createStack && { createStack }),
    ...(environmentVariables && { environmentVariables }),
  };
  const { repairSince, keepStatesIn: folder } = task;
  const keeper = folder === undefined ? undefined : stateKeeper(options, folder, watch);
  try {
    if (repairSince === undefined) return await operate(task, watch, options, keeper);
    const facts = { since: repairSince, failedCreations, failedElsewhere, keptState };
    const problem = await repairStack(options, facts, keeper);
    if (problem !== undefined) return endWithout(stack, "unrepaired", problem);
    const end = await operate(task, watch, options, keeper);
    if (end.status !== "conflict" || !isStaleLock(end.errors, repairSince)) return end;
    await freeStack(options);
    return await operate(task, watch, options, keeper);
  } catch (error) {
    const { status, message } = endOfError(error);
    return endWithout(stack, status, message);
  }
};

async function operate(
  task: StackTask,
  watch: StackWatch,
  options: StackOptions,
  keeper: StateKeeper | undefined,
): Promise<StackEnd> {
  return change(task, watch, { ...options, ...keeper }).finally(keeper?.afterChange);
}

async function change(
  { operation, refresh, savedPlan, policyConfiguration, policyPacks }: StackTask,
  { approve }: StackWatch,
  options: StackOptions,
): Promise<StackEnd> {
  if (operation === "destroy") {
    return { ...(await destroyStack({ ...options, refresh, approve })), violations: [] };
  }
  const result = await upStack({
    ...options,
    refresh,
    savedPlan,
    policyConfiguration,
    policyPacks,
    approve,
  });
  const { status, policies } = result;
  const stopping = policies.violations.filter(isMandatory);
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
