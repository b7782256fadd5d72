import * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerRef, NetworkRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

import { boundRoles } from "./boundary";
import { serviceConfig } from "./config";
import { GPUS, gpuCluster } from "./gpus";
import { serviceImage } from "./image";
import { modelStore } from "./models";

const config = serviceConfig();
if (config.permissionsBoundaryArn !== undefined) boundRoles(config.permissionsBoundaryArn);
const platform = new pulumi.StackReference(config.platformStack);
const network = platform.requireOutput("network") as pulumi.Output<NetworkRef>;

const image = serviceImage(config);
const cluster = gpuCluster(config, network);
const models = modelStore(config);

const task = new TaskDefinition(
  "orders",
  {
    requiresCompatibilities: ["EC2"],
    cpu: config.cpu,
    memory: config.memory,
    architecture: image.architecture,
    retainRevisions: !config.forceDelete,
    logRetentionDays: config.logRetentionDays,
    containers: [
      {
        name: "orders",
        image: image.uri,
        portMappings: [{ containerPort: 8080 }],
        gpuCount: 1,
        environment: {
          MODEL_PATH: "/models",
          // The model's files in the bucket, which the program copies to MODEL_PATH or reads by itself.
          MODEL_URI: models.uri,
        },
        mountPoints: [{ sourceVolume: "models", containerPath: "/models" }],
        // As long as the longest answer may take.
        stopTimeout: 60,
        // Safer, for a program that writes no files, also none in /tmp: readonlyRootFilesystem: true,
      },
    ],
    // On the instance's disk, and gone with the task.
    volumes: [{ name: "models" }],
    taskRoleStatements: models.reading,
  },
);

const ecsService = new Service("orders", {
  cluster: cluster.ref,
  taskDefinition: task.ref,
  capacityProviderStrategies: [{ capacityProvider: GPUS, weight: 1 }],
  loadBalancer: {
    ref: platform.requireOutput("loadBalancer") as pulumi.Output<LoadBalancerRef>,
    path: "/orders/*",
    healthCheckPath: "/healthz",
    // One task may be at a long answer while another is idle.
    algorithm: "least_outstanding_requests",
  },
  // A large image is pulled, and a model is loaded, before a new task is healthy.
  healthCheckGracePeriodSeconds: 900,
  scaling: {
    minCapacity: config.minCapacity,
    maxCapacity: config.maxCapacity,
    // The processor is idle while the GPU works: measure what one GPU answers in a minute, and set some less.
    targetRequestsPerMinute: 300,
    // Longer than a new instance and its task take, or more are started than are needed.
    scaleOutCooldownSeconds: 300,
    scaleInCooldownSeconds: 900,
  },
});

/** Where requests reach the service. */
export const url = ecsService.url;
/** Where the model's files go. */
export const modelUri = models.uri;
/** The image that runs, by digest. */
export const imageUri = image.uri;
/** What other programs need to know of the service. */
export const service = ecsService.ref;
