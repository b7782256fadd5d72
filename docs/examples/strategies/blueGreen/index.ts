import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef, LoadBalancerRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

// What the platform's stack exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const task = new TaskDefinition("orders", {
  containers: [
    {
      name: "orders",
      image: "public.ecr.aws/docker/library/node:22.21-alpine",
      user: "1000",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080 }],
    },
  ],
});

const service = new Service("orders", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: task.ref,
  loadBalancer: {
    ref: platform.requireOutput("loadBalancer") as pulumi.Output<LoadBalancerRef>,
    path: "/orders/*",
    healthCheckPath: "/healthz",
  },
  desiredCount: 4,
  deployment: {
    strategy: "blueGreen",
    // The old tasks stay this long, so that going back takes no start.
    bakeTimeMinutes: 10,
    alarms: { http5xxCount: 10 },
  },
});

// Who writes which field of the service from here on.
export const ownership = service.ownership;
