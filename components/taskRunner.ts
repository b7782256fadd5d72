import type { ECS, RunTaskCommandInput } from "@aws-sdk/client-ecs";
import { setTimeout as sleep } from "node:timers/promises";

import { clientSettings } from "./awsConnection.js";
import type { containerOverrides } from "./ecs/taskOverride.js";
import type { StoppedTask } from "./ecs/taskRun.js";
import { runFailureText, runProblem } from "./ecs/taskRun.js";
import { endOfLog } from "./taskLog.js";

/** A run of a task definition, as plain data: these are the inputs of the resource that stands for it. */
export interface TaskRun {
  region: string;
  /** Profile of the AWS configuration files; nothing for what the environment says. */
  profile?: string | undefined;
  /** ARN of the cluster. */
  cluster: string;
  /** ARN of the revision. */
  taskDefinition: string;
  /** Container whose exit code is the result. */
  container: string;
  overrides?: ReturnType<typeof containerOverrides> | undefined;
  capacityProviderStrategies: { capacityProvider: string; weight?: number; base?: number }[];
  networkConfiguration: { subnets: string[]; securityGroups: string[]; assignPublicIp: boolean };
  timeoutSeconds: number;
  /** Values whose change makes a new run. */
  triggers?: Record<string, string> | undefined;
}

/** How a run ended. */
export interface TaskRunResult {
  taskArn: string;
  exitCode: number;
}

/**
 * Runs a task and waits for its end.
 *
 * @param pollMilliseconds Time between two looks at the task.
 * @throws {Error} if ECS does not start it, it does not end in time (it is stopped then), or its container does not end
 * with 0.
 */
export async function runTask(run: TaskRun, pollMilliseconds = 3000): Promise<TaskRunResult> {
  const { ECS } = await import("@aws-sdk/client-ecs");
  const ecs = new ECS(clientSettings(run, "ecs"));
  try {
    const taskArn = await startTask(ecs, run);
    const stopped = await waitForEnd(ecs, run, taskArn, pollMilliseconds);
    const problem = runProblem(stopped, run.container);
    if (problem === undefined) return { taskArn, exitCode: 0 };
    throw new Error(runFailureText({ taskArn, problem }, await logOf(ecs, run, taskArn)));
  } finally {
    ecs.destroy();
  }
}

async function startTask(ecs: ECS, run: TaskRun): Promise<string> {
  const { assignPublicIp, ...network } = run.networkConfiguration;
  const input: RunTaskCommandInput = {
    cluster: run.cluster,
    taskDefinition: run.taskDefinition,
    capacityProviderStrategy: run.capacityProviderStrategies.map((item) => ({ ...item })),
    networkConfiguration: {
      awsvpcConfiguration: { ...network, assignPublicIp: assignPublicIp ? "ENABLED" : "DISABLED" },
    },
    enableECSManagedTags: true,
    propagateTags: "TASK_DEFINITION",
    startedBy: "slipway",
    ...(run.overrides && { overrides: { containerOverrides: run.overrides } }),
  };
  const { tasks = [], failures = [] } = await ecs.runTask(input);
  const taskArn = tasks[0]?.taskArn;
  if (taskArn !== undefined) return taskArn;
  const reasons = failures.map(({ reason, detail }) => detail ?? reason ?? "no reason given");
  throw new Error(`ECS did not start a task of ${run.taskDefinition}: ${reasons.join("; ")}`);
}

async function waitForEnd(
  ecs: ECS,
  run: TaskRun,
  taskArn: string,
  pollMilliseconds: number,
): Promise<StoppedTask> {
  const end = Date.now() + run.timeoutSeconds * 1000;
  for (;;) {
    const { tasks = [] } = await ecs.describeTasks({ cluster: run.cluster, tasks: [taskArn] });
    const task = tasks[0];
    if (task?.lastStatus === "STOPPED") return task;
    if (Date.now() >= end) break;
    await sleep(pollMilliseconds);
  }
  const problem = `it had not ended after 'timeoutSeconds' ${run.timeoutSeconds} and was stopped`;
  await ecs.stopTask({ cluster: run.cluster, task: taskArn, reason: "slipway: timeoutSeconds" });
  throw new Error(runFailureText({ taskArn, problem }, await logOf(ecs, run, taskArn)));
}

/** The last lines of the run's log. That they cannot be read must not hide why the run failed. */
async function logOf(ecs: ECS, run: TaskRun, taskArn: string): Promise<string[]> {
  try {
    return await endOfLog(run, ecs, { ...run, taskArn });
  } catch (error) {
    return [
      `(the log could not be read: ${error instanceof Error ? error.message : String(error)})`,
    ];
  }
}
