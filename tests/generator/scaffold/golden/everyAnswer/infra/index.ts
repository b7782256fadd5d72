import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef, LoadBalancerRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

import { boundRoles } from "./boundary";
import { serviceConfig } from "./config";
import { serviceImage } from "./image";

const config = serviceConfig();
if (config.permissionsBoundaryArn !== undefined) boundRoles(config.permissionsBoundaryArn);
const platform = new pulumi.StackReference(config.platformStack);

const image = serviceImage(config);

const task = new TaskDefinition("pay-2", {
  cpu: config.cpu,
  memory: config.memory,
  architecture: image.architecture,
  retainRevisions: !config.forceDelete,
  logRetentionDays: config.logRetentionDays,
  containers: [
    {
      name: "pay-2",
      image: image.uri,
      portMappings: [{ containerPort: 3000 }],
      // The load balancer leaves paths whole, so that the program has to know what they begin with.
      environment: { BASE_PATH: "/" },
      user: "1000",
      // A program that writes files, also in /tmp, needs false.
      readonlyRootFilesystem: true,
    },
  ],
});

const ecsService = new Service("pay-2", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: task.ref,
  loadBalancer: {
    ref: platform.requireOutput("loadBalancer") as pulumi.Output<LoadBalancerRef>,
    path: "/*",
    healthCheckPath: "/pay/ready",
  },
  scaling: { minCapacity: config.minCapacity, maxCapacity: config.maxCapacity },
});

/** Where requests reach the service. */
export const url = ecsService.url;
/** The image that runs, by digest. */
export const imageUri = image.uri;
/** What other programs need to know of the service. */
export const service = ecsService.ref;
