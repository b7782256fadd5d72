import type { ECS, RunTaskCommandInput } from "@aws-sdk/client-ecs";

import type { AwsConnection } from "../aws/awsConnection.js";
import { clientSettings } from "../aws/awsConnection.js";
import type { Cancellation } from "../dynamic/cancellation.js";
import { notCancelled, pause } from "../dynamic/cancellation.js";
import type { DynamicPlace } from "../dynamic/dynamicAccess.js";
import type { RunOverrides } from "./rules/taskArray.js";
import { arrayFailureText, CONCURRENT_TASKS, overridesOfIndex } from "./rules/taskArray.js";
import type { StoppedTask } from "./rules/taskRun.js";
import { runFailureText, runProblem } from "./rules/taskRun.js";
import { endOfLog } from "../diagnosis/taskLog.js";

/** A run of a task definition, as plain data: these are the inputs of the resource that stands for it. */
export interface TaskRun extends DynamicPlace {
  /** ARN of the cluster. */
  cluster: string;
  /** ARN of the revision. */
  taskDefinition: string;
  /** Container whose exit code is the result. */
  container: string;
  overrides?: RunOverrides | undefined;
  capacityProviderStrategies: { capacityProvider: string; weight?: number; base?: number }[];
  /** Nothing where the task shares the network of its instance. */
  networkConfiguration?:
    | { subnets: string[]; securityGroups: string[]; assignPublicIp: boolean }
    | undefined;
  /** Seconds for all runs and attempts together. */
  timeoutSeconds: number;
  /** Number of runs, each of which has its index in a variable; nothing for a single one without. */
  arraySize?: number | undefined;
  maxConcurrentTasks?: number | undefined;
  retryAttempts?: number | undefined;
  /** Values whose change makes a new run. */
  triggers?: Record<string, string> | undefined;
}

/** How a run ended. */
export interface TaskRunResult {
  /** ARN of the run, the last of its attempts; of index 0 of an array. */
  taskArn: string;
  exitCode: number;
}

/** Longest wait before a run is tried again. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

/** Longest wait for the end of a task that was stopped: Fargate lets its containers take 120 seconds. */
const STOP_MILLISECONDS = 150_000;

/** What all runs of a task share. */
interface Session extends Cancellation {
  ecs: ECS;
  run: TaskRun & AwsConnection;
  /** When the time is over, as `Date.now()` tells it. */
  end: number;
  pollMilliseconds: number;
}

/** How one run came out. */
interface Outcome {
  /** Nothing where ECS did not start it. */
  taskArn?: string;
  /** Why it failed; nothing when its container ended with 0. */
  problem?: string;
  /** Whether it is over for good, as another attempt would come too late. */
  isFinal?: boolean;
}

/**
 * Runs a task, or each index of its array, and waits for all ends.
 *
 * @param pollMilliseconds Time between two looks at a task.
 * @param cancellation Stops what runs, and waits for its end if there is time.
 * @throws {Error} if ECS does not start one, it does not end in time (it is stopped then), or its container does not end
 * with 0, after so many attempts.
 */
export async function runTask(
  run: TaskRun & AwsConnection,
  pollMilliseconds = pollTime(run),
  cancellation: Cancellation = notCancelled(),
): Promise<TaskRunResult> {
  const { ECS } = await import("@aws-sdk/client-ecs");
  const ecs = new ECS(clientSettings(run, "ecs"));
  const end = Date.now() + run.timeoutSeconds * 1000;
  const session = { ecs, run, end, pollMilliseconds, ...cancellation };
  try {
    const { arraySize = 1, maxConcurrentTasks = CONCURRENT_TASKS } = run;
    const outcomes = await runIndices(arraySize, maxConcurrentTasks, (index) =>
      runIndex(session, index),
    );
    const failed = outcomes.flatMap(({ problem }, index) => (problem === undefined ? [] : index));
    const [first] = failed;
    if (first === undefined) return { taskArn: outcomes[0]?.taskArn ?? "", exitCode: 0 };
    const text = await failureText(session, outcomes[first] ?? {});
    throw new Error(run.arraySize === undefined ? text : arrayFailureText(arraySize, failed, text));
  } finally {
    ecs.destroy();
  }
}

/** ECS answers some 20 such questions a second for a whole account. */
function pollTime({ maxConcurrentTasks = CONCURRENT_TASKS }: TaskRun): number {
  return Math.max(3000, 100 * maxConcurrentTasks);
}

/**
 * Runs each index of an array, so many at a time, lowest first.
 *
 * @param work Never rejects.
 */
async function runIndices<T>(
  size: number,
  concurrency: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < size; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: Math.min(size, concurrency) }, worker));
  return results;
}

/** Runs one index until it succeeds or its attempts are used up. It never rejects: the others are awaited. */
async function runIndex(session: Session, index: number): Promise<Outcome> {
  const attempts = 1 + (session.run.retryAttempts ?? 0);
  let outcome: Outcome = {};
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await wait(session, session.pollMilliseconds * 2 ** attempt);
    const over = isOver(session);
    if (over !== undefined) return { problem: `it was not started: ${over}`, ...outcome };
    outcome = await runOnce(session, index).catch(
      (error: unknown): Outcome => ({ problem: textOf(error), isFinal: true }),
    );
    if (outcome.problem === undefined || outcome.isFinal === true) break;
  }
  return outcome;
}

async function runOnce(session: Session, index: number): Promise<Outcome> {
  const started = await startTask(session, index);
  if (started.taskArn === undefined) return started;
  const { taskArn } = started;
  const stopped = await waitForEnd(session, taskArn);
  if (typeof stopped === "string") return { taskArn, problem: stopped, isFinal: true };
  const problem = runProblem(stopped, session.run.container);
  return problem === undefined ? { taskArn } : { taskArn, problem };
}

/** Why nothing more may run; nothing while it may. */
function isOver({ run, end, signal }: Session): string | undefined {
  if (signal.aborted) return "the update was cancelled";
  if (Date.now() < end) return undefined;
  return `'timeoutSeconds' ${run.timeoutSeconds} were over`;
}

/** Waits, but no longer than until the run is cancelled. */
async function wait({ signal }: Session, milliseconds: number): Promise<void> {
  await pause(Math.min(milliseconds, LONGEST_WAIT_MILLISECONDS), signal);
}

async function startTask({ ecs, run }: Session, index: number): Promise<Outcome> {
  const overrides =
    run.arraySize === undefined
      ? run.overrides
      : overridesOfIndex(run.overrides, run.container, index, run.arraySize);
  const input: RunTaskCommandInput = {
    cluster: run.cluster,
    taskDefinition: run.taskDefinition,
    capacityProviderStrategy: run.capacityProviderStrategies.map((item) => ({ ...item })),
    ...awsvpcNetwork(run),
    enableECSManagedTags: true,
    propagateTags: "TASK_DEFINITION",
    startedBy: "slipway",
    ...(overrides && { overrides: { containerOverrides: overrides } }),
  };
  const { tasks = [], failures = [] } = await ecs.runTask(input);
  const taskArn = tasks[0]?.taskArn;
  if (taskArn !== undefined) return { taskArn };
  const reasons = failures.map(({ reason, detail }) => detail ?? reason ?? "no reason given");
  return { problem: `ECS did not start a task of ${run.taskDefinition}: ${reasons.join("; ")}` };
}

function awsvpcNetwork({ networkConfiguration }: TaskRun) {
  if (!networkConfiguration) return {};
  const { assignPublicIp, ...network } = networkConfiguration;
  const awsvpcConfiguration = {
    ...network,
    assignPublicIp: assignPublicIp ? ("ENABLED" as const) : ("DISABLED" as const),
  };
  return { networkConfiguration: { awsvpcConfiguration } };
}

/** The task when it has stopped, or why it was stopped. */
async function waitForEnd(session: Session, taskArn: string): Promise<StoppedTask | string> {
  const { ecs, run, end, signal } = session;
  for (;;) {
    const { tasks = [] } = await ecs.describeTasks({ cluster: run.cluster, tasks: [taskArn] });
    const task = tasks[0];
    if (task?.lastStatus === "STOPPED") return task;
    if (signal.aborted || Date.now() >= end) break;
    await wait(session, session.pollMilliseconds);
  }
  const reason = signal.aborted ? "slipway: cancelled" : "slipway: timeoutSeconds";
  await ecs.stopTask({ cluster: run.cluster, task: taskArn, reason });
  if (signal.aborted) {
    await untilStopped(session, taskArn);
    return "it was stopped, as the update was cancelled";
  }
  return `it had not ended after 'timeoutSeconds' ${run.timeoutSeconds} and was stopped`;
}

/** So that the next update does not run beside it, and its log is complete. */
async function untilStopped({ ecs, run, pollMilliseconds, ending }: Session, taskArn: string) {
  const end = Date.now() + STOP_MILLISECONDS;
  while (!ending.aborted && Date.now() < end) {
    const { tasks = [] } = await ecs.describeTasks({ cluster: run.cluster, tasks: [taskArn] });
    if (tasks[0]?.lastStatus === "STOPPED") return;
    await pause(pollMilliseconds, ending);
  }
}

async function failureText(
  { ecs, run }: Session,
  { taskArn, problem = "" }: Outcome,
): Promise<string> {
  if (taskArn === undefined) return problem;
  return runFailureText({ taskArn, problem }, await logOf(ecs, run, taskArn));
}

/** The last lines of the run's log. That they cannot be read must not hide why the run failed. */
async function logOf(ecs: ECS, run: Session["run"], taskArn: string): Promise<string[]> {
  try {
    return await endOfLog(run, ecs, { ...run, taskArn });
  } catch (error) {
    return [`(the log could not be read: ${textOf(error)})`];
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
