// Works off an SQS queue. The autoscaler has as many tasks as the backlog needs, none where there is none, and two at
// least in the hours in which nobody should wait for the first.
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

// What examples/platform exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

// What fails five times waits here for somebody to look at it.
const failed = new Queue("failed", { messageRetentionSeconds: 1_209_600 });
const jobs = new Queue("jobs", {
  // Longer than a message takes, or a second task gets it too.
  visibilityTimeoutSeconds: 300,
  redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: 5 }),
});

const worker = new TaskDefinition("worker", {
  containers: [
    {
      name: "worker",
      image: "public.ecr.aws/docker/library/python:3.13-slim",
      user: "1000",
      readonlyRootFilesystem: true,
      command: ["python", "worker.py"],
      environment: { QUEUE_URL: jobs.url },
      // ECS sends SIGTERM and then waits this long, so that a task finishes its message.
      stopTimeout: 120,
    },
  ],
  taskRoleStatements: [
    {
      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
      resources: [jobs.arn],
    },
  ],
});

const service = new Service("worker", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: worker.ref,
  // Spot may take tasks away: their messages become visible again, and another task gets them.
  spotAboveTasks: 0,
  scaling: {
    minCapacity: 0,
    maxCapacity: 20,
    // A message takes 20 seconds and is to be done within 10 minutes: 30 messages a task.
    queue: { queueName: jobs.name, processingSeconds: 20, acceptableLatencySeconds: 600 },
    schedules: [
      {
        name: "day",
        schedule: "cron(0 7 ? * MON-FRI *)",
        timeZone: "Europe/Berlin",
        minCapacity: 2,
      },
      {
        name: "night",
        schedule: "cron(0 19 ? * MON-FRI *)",
        timeZone: "Europe/Berlin",
        minCapacity: 0,
      },
    ],
  },
});

export const queueUrl = jobs.url;
export const serviceName = service.ref.name;
