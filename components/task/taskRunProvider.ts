import { untilCancelled } from "../dynamic/cancellation.js";
import { isDifferent } from "../dynamic/isDifferent.js";
import { dynamicAccess } from "../dynamic/dynamicAccess.js";
import type { TaskRun, TaskRunResult } from "./runTask.js";

/** Inputs whose change makes a new run; where it runs and for how long does not. */
const DEFINING = ["taskDefinition", "container", "overrides", "triggers", "arraySize"] as const;

const access = dynamicAccess();

/** What Pulumi's dynamic provider asks, in its own process, of the resource that stands for a run. */
export const taskRunProvider = {
  configure: access.configure,

  /** Whether the run has to be made again. */
  diff: (_id: string, olds: TaskRun, news: TaskRun): Promise<{ changes: boolean }> =>
    Promise.resolve({ changes: DEFINING.some((key) => isDifferent(olds[key], news[key])) }),

  create: async (run: TaskRun): Promise<{ id: string; outs: TaskRun & TaskRunResult }> => {
    const result = await runNow(run);
    return { id: result.taskArn, outs: { ...run, ...result } };
  },

  update: async (
    _id: string,
    _olds: TaskRun,
    news: TaskRun,
  ): Promise<{ outs: TaskRun & TaskRunResult }> => ({ outs: { ...news, ...(await runNow(news)) } }),
};

async function runNow(run: TaskRun): Promise<TaskRunResult> {
  const connected = access.withConnection(run);
  return untilCancelled(async (cancellation) => {
    const { runTask } = await import("./runTask.js");
    return runTask(connected, undefined, cancellation);
  });
}
