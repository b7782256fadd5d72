import type { AllowStatement } from "../../rules/policyDocument.js";

/** What a schedule runs and where it puts what it could not run. */
export interface ScheduledRun {
  /** ARN of the one revision that the schedule runs. */
  taskDefinitionArn: string;
  clusterArn: string;
  /** ARNs of the task's roles. */
  roleArns: readonly string[];
  /** ARN of the dead-letter queue. */
  queueArn: string;
}

/**
 * What EventBridge Scheduler needs to run a task: this revision on this cluster, with these roles, and nothing else.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html
 */
export function scheduleStatements(run: ScheduledRun): AllowStatement[] {
  return [
    {
      actions: ["ecs:RunTask"],
      resources: [run.taskDefinitionArn],
      conditions: { ArnEquals: { "ecs:cluster": run.clusterArn } },
    },
    {
      // ECS tags the tasks as it starts them, which is a right of its own.
      actions: ["ecs:TagResource"],
      resources: [`${run.clusterArn.replace(":cluster/", ":task/")}/*`],
      conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    },
    {
      actions: ["iam:PassRole"],
      resources: [...run.roleArns].sort(),
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    { actions: ["sqs:SendMessage"], resources: [run.queueArn] },
  ];
}
