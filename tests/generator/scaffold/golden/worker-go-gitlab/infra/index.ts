import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

import { boundRoles } from "./boundary";
import { serviceConfig } from "./config";
import { serviceImage } from "./image";
import { workQueue } from "./queue";

const config = serviceConfig();
if (config.permissionsBoundaryArn !== undefined) boundRoles(config.permissionsBoundaryArn);
const platform = new pulumi.StackReference(config.platformStack);

const image = serviceImage(config);

const queue = workQueue();

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
      environment: { QUEUE_URL: queue.jobs.url },
      // ECS sends SIGTERM and then waits this long, so that a task finishes or returns its messages.
      stopTimeout: 120,
      user: "65532",
      // A program that writes files, also in /tmp, needs false.
      readonlyRootFilesystem: true,
    },
  ],
  taskRoleStatements: [
    {
      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
      resources: [queue.jobs.arn],
    },
  ],
});

const ecsService = new Service("orders", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: task.ref,
  scaling: {
    minCapacity: config.minCapacity,
    maxCapacity: config.maxCapacity,
    // As many tasks as the backlog needs for each message to be done in time; the first one when there is a message.
    queue: { queueName: queue.jobs.name, processingSeconds: 5, acceptableLatencySeconds: 300 },
  },
});

/** Where messages are sent to. */
export const queueUrl = queue.jobs.url;
/** What failed too often waits here for somebody to look at it. */
export const failedQueueUrl = queue.failed.url;
/** The image that runs, by digest. */
export const imageUri = image.uri;
/** What other programs need to know of the service. */
export const service = ecsService.ref;
