// Has CodeDeploy bring new revisions in. `pulumi up` registers the revision, starts the deployment, waits for it, and
// fails with the reason when it failed or was rolled back. Application, deployment group and role are made.
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
  deployment: {
    strategy: "codeDeploy",
    // A tenth every two minutes. A configuration that there is goes by `codeDeployConfigName`.
    linearStepPercent: 10,
    linearStepBakeTimeMinutes: 2,
    terminationWaitMinutes: 15,
    alarms: { http5xxCount: 10, unhealthyHostCount: 1 },
  },
});

// Revision and target group of the service are CodeDeploy's from the first deployment on.
export const ownership = service.ownership;
