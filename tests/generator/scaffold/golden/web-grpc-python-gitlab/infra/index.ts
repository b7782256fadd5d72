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
      portMappings: [{ containerPort: 8080 }],
      user: "65532",
      // A program that writes files, also in /tmp, needs false.
      readonlyRootFilesystem: true,
    },
  ],
});

const ecsService = new Service("orders", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: task.ref,
  loadBalancer: {
    ref: platform.requireOutput("loadBalancer") as pulumi.Output<LoadBalancerRef>,
    path: "/orders.*",
    // By HTTP/2, which a listener with TLS takes: the platform needs a domain.
    protocolVersion: "GRPC",
    healthCheck: { matcher: "0" },
    healthCheckPath: "/grpc.health.v1.Health/Check",
  },
  scaling: { minCapacity: config.minCapacity, maxCapacity: config.maxCapacity },
});

/** Where requests reach the service. */
export const url = ecsService.url;
/** The image that runs, by digest. */
export const imageUri = image.uri;
/** What other programs need to know of the service. */
export const service = ecsService.ref;
