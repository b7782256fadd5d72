// Brings a new revision in by ECS's own canary: all new tasks start beside the old ones, whoever sends the test header
// sees them first, somebody lets the deployment go on, a tenth of the requests moves, then the rest. An alarm, or nobody's
// approval, takes it back. `slipway doctor` says where the requests go.
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
    // `blueGreen` moves all requests at once, `linear` in equal steps.
    strategy: "canary",
    canaryPercent: 10,
    canaryBakeTimeMinutes: 10,
    // The old tasks stay this long, so that going back takes no start.
    bakeTimeMinutes: 15,
    // curl -H 'x-test: green' reaches the new tasks before anybody else does.
    testHeaderName: "x-test",
    testHeaderValue: "green",
    alarms: { http5xxCount: 10, responseTimeSeconds: 2, evaluationMinutes: 1 },
    lifecycleHooks: [
      {
        name: "approval",
        type: "pause",
        stages: ["POST_TEST_TRAFFIC_SHIFT"],
        // The update waits as long; then what is new goes.
        pauseTimeoutMinutes: 60,
        pauseTimeoutAction: "ROLLBACK",
      },
    ],
  },
});

// The weights of the listener rule are ECS's from here on, and an update leaves them alone.
export const ownership = service.ownership;
