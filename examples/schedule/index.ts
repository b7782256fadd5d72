// Runs a task every night. Runs that could not be started wait in a queue.
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { ScheduledTask, TaskDefinition } from "slipway";

// What examples/platform exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const report = new TaskDefinition("report", {
  containers: [
    {
      name: "report",
      image: "public.ecr.aws/docker/library/python:3.13-slim",
      user: "1000",
      readonlyRootFilesystem: true,
    },
  ],
});

const nightly = new ScheduledTask("nightly", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: report.ref,
  // Half past two in Berlin, in summer and in winter.
  schedule: "cron(30 2 * * ? *)",
  timeZone: "Europe/Berlin",
  flexibleWindowMinutes: 15,
  command: ["python", "report.py", "--yesterday"],
});

export const deadLetterQueueArn = nightly.ref.deadLetterQueueArn;
