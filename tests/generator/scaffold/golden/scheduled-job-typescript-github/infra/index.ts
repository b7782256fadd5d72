import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { ScheduledTask, Task, TaskDefinition } from "slipway";

import { boundRoles } from "./boundary";
import { serviceConfig } from "./config";
import { serviceImage } from "./image";

const config = serviceConfig();
if (config.permissionsBoundaryArn !== undefined) boundRoles(config.permissionsBoundaryArn);
const platform = new pulumi.StackReference(config.platformStack);

const image = serviceImage(config);

const task = new TaskDefinition("orders", {
  cpu: config.cpu,
  memory: config.memory,
  architecture: image.architecture,
  retainRevisions: !config.forceDelete,
  logRetentionDays: config.logRetentionDays,
  containers: [
    {
      name: "orders",
      image: image.uri,
      // The job ends itself after so long, and ECS says that it failed.
      environment: { TIME_LIMIT_SECONDS: "3600", ATTEMPTS: "3" },
      stopTimeout: 60,
      user: "1000",
      // A program that writes files, also in /tmp, needs false.
      readonlyRootFilesystem: true,
    },
  ],
});

const cluster = platform.requireOutput("cluster") as pulumi.Output<ClusterRef>;

const scheduled = new ScheduledTask("orders", {
  cluster,
  taskDefinition: task.ref,
  schedule: "cron(30 2 * * ? *)",
  timeZone: "UTC",
  enabled: config.enabled,
  // A run that could not be started is tried again for an hour, and goes to the dead-letter queue then.
  retries: { maximumAttempts: 10, maximumEventAgeSeconds: 3600 },
});

if (config.runOnce !== undefined) {
  // Another value of the setting runs it once, now; the update fails when the job does.
  new Task("orders-once", {
    cluster,
    taskDefinition: task.ref,
    timeoutSeconds: 3600,
    triggers: { runOnce: config.runOnce },
  });
}

/** What could not be started waits here for somebody to look at it. */
export const deadLetterQueueArn = scheduled.ref.deadLetterQueueArn;
/** The image that runs, by digest. */
export const imageUri = image.uri;
