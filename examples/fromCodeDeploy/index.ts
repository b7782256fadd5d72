// A service that CodeDeploy deployed, by ECS's own blue/green: beside the running one, on the same listener. The pair of
// target groups, the rules, the role and the alarms are made. docs/from/codedeploy-to-native.md has the steps.
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef, LoadBalancerRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

// `false` first: only requests with the header go to the new tasks, so that they are healthy before any other does.
const takesAllRequests = new pulumi.Config().getBoolean("takesAllRequests") ?? false;

const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const task = new TaskDefinition("orders", {
  containers: [
    {
      name: "orders",
      image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.0.0",
      user: "1000",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080 }],
    },
  ],
});
const service = new Service("orders-native", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: task.ref,
  desiredCount: 2,
  loadBalancer: {
    ref: platform.requireOutput("loadBalancer") as pulumi.Output<LoadBalancerRef>,
    path: "/orders/*",
    healthCheckPath: "/healthz",
    // Before the priority of the rule that CodeDeploy rewrites.
    priority: 10,
    ...(!takesAllRequests && { httpHeaders: [{ name: "x-to-slipway", values: ["yes"] }] }),
  },
  deployment: {
    // CodeDeployDefault.ECSCanary10Percent5Minutes
    strategy: "canary",
    canaryPercent: 10,
    canaryBakeTimeMinutes: 5,
    // `terminationWaitTimeInMinutes`
    bakeTimeMinutes: 15,
    // The `AfterAllowTestTraffic` hook of the AppSpec: a Lambda function that ECS calls, which answers with `hookStatus`.
    testHeaderName: "x-test",
    testHeaderValue: "green",
    lifecycleHooks: [
      {
        name: "smoke-test",
        type: "lambda",
        stages: ["POST_TEST_TRAFFIC_SHIFT"],
        functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:orders-smoke-test",
      },
    ],
    // `alarm_configuration` of the deployment group.
    alarms: { http5xxCount: 10, unhealthyHostCount: 1 },
  },
});

export const ownership = service.ownership;
