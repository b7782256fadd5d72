import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { ScheduledTask, TaskDefinition } from "slipway";

// What the platform's stack exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const report = new TaskDefinition("report", {
  containers: [
    {
      name: "report",
      image: "public.ecr.aws/docker/library/node:22.21-alpine",
      user: "1000",
      readonlyRootFilesystem: true,
      secrets: { DATABASE_URL: { parameterName: "/report/database-url" } },
    },
  ],
});

const nightly = new ScheduledTask("nightly", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: report.ref,
  // Half past two in Berlin, in summer and in winter.
  schedule: "cron(30 2 * * ? *)",
  timeZone: "Europe/Berlin",
  command: ["node", "report.js", "--yesterday"],
});

// Runs that could not be started wait here.
export const scheduledTask = nightly.ref;
