// Makes a service with its first task set and leaves deployments to a tool of one's own, such as shiftTraffic.ts beside
// this: it reads the output `external`.
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef, LoadBalancerRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

// What examples/platform exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const orders = new TaskDefinition("orders", {
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
  taskDefinition: orders.ref,
  desiredCount: 2,
  loadBalancer: {
    ref: platform.requireOutput("loadBalancer") as pulumi.Output<LoadBalancerRef>,
    path: "/orders/*",
    healthCheckPath: "/healthz",
  },
  deployment: { strategy: "external" },
});

// Where the task sets go, and the revision that the program has now.
export const external = service.external;
