import assert from "node:assert/strict";

import type {
  DeploymentArgs,
  ServiceArgs,
  TaskDefinitionRef,
} from "../../../../components/index.js";
import { Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import * as pulumi from "@pulumi/pulumi";
import { cluster, loadBalancer } from "../../support/platform.js";

const SERVICE = "aws:ecs/service:Service";
const TASK_SET = "aws:ecs/taskSet:TaskSet";
const RULE = "aws:lb/listenerRule:ListenerRule";
const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};
const balancer = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };

describe("deployment of a Service by a tool outside", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(more: DeploymentArgs = {}, args: Partial<ServiceArgs> = {}) {
    const deployment = { strategy: "external", ...more } as const;
    const service = new Service("orders", { cluster, taskDefinition, ...args, deployment });
    await mock.settled();
    const { inputs, options } = mock.resource(SERVICE);
    return { service, inputs, options };
  }

  it("has a service without what belongs to its task sets", async () => {
    const { inputs, options } = await make({}, { loadBalancer: balancer });
    assert.deepEqual(inputs, {
      cluster: cluster.arn,
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      desiredCount: 1,
      deploymentController: { type: "EXTERNAL" },
      waitForSteadyState: false,
      availabilityZoneRebalancing: "DISABLED",
      forceDelete: true,
    });
    // The service has these of the primary task set as soon as a tool has chosen one.
    assert.deepEqual(options.ignoreChanges, [
      "taskDefinition",
      "loadBalancers",
      "networkConfiguration",
      "capacityProviderStrategies",
    ]);
  });

  it("begins with a task set that has everything, which is the tool's from then on", async () => {
    await make({ scalePercent: 50 }, { loadBalancer: balancer });
    const { inputs, options } = mock.resource(TASK_SET);
    const { service, networkConfiguration, loadBalancers, ...rest } = inputs;
    assert.match(String(service), /:service\/platform\/orders-/);
    assert.deepEqual(rest, {
      cluster: cluster.arn,
      taskDefinition: taskDefinition.arn,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      scale: { unit: "PERCENT", value: 50 },
      waitUntilStable: true,
      waitUntilStableTimeout: "20m",
      forceDelete: true,
    });
    const { subnets } = networkConfiguration as { subnets: string[] };
    assert.deepEqual(subnets, ["subnet-private-a", "subnet-private-b"]);
    const [target] = loadBalancers as Record<string, unknown>[];
    assert.match(String(target?.targetGroupArn), /:targetgroup\/orders-external-/);
    assert.deepEqual(options.ignoreChanges, [
      "taskDefinition",
      "scale",
      "loadBalancers",
      "networkConfiguration",
      "capacityProviderStrategies",
    ]);
  });

  it("gives the tool what it needs, and the rule whose weights it writes when the tasks are healthy", async () => {
    const { service } = await make({}, { loadBalancer: balancer });
    const rule = mock.resource(RULE, "orders-external");
    assert.deepEqual(rule.options.ignoreChanges, ["actions"]);
    assert.ok(rule.options.dependsOn?.includes(mock.resource(TASK_SET).urn));
    assert.ok(service.external);
    const external = await valueOf(pulumi.output(service.external));
    const { serviceName, taskSetId, securityGroupIds, listenerRuleArn, targetGroupArns, ...rest } =
      external;
    assert.match(serviceName, /^orders-/);
    assert.match(taskSetId, /^ecs-svc\/\d+$/);
    assert.equal(securityGroupIds.length, 1);
    assert.match(listenerRuleArn ?? "", /:listener-rule\/app\/platform\//);
    assert.match(targetGroupArns?.join(" ") ?? "", /orders-external-dev-.* .*orders-external-alt/);
    assert.deepEqual(rest, {
      clusterArn: cluster.arn,
      taskDefinitionArn: taskDefinition.arn,
      subnetIds: ["subnet-private-a", "subnet-private-b"],
      assignPublicIp: false,
      containerName: "orders",
      containerPort: 8080,
    });
    assert.deepEqual(await valueOf(service.ownership), {
      desiredCount: "program",
      taskDefinition: "external",
      loadBalancers: "external",
      networkConfiguration: "external",
      capacityProviderStrategies: "external",
      "taskSet.scale": "external",
      "listenerRule.actions": "external",
    });
  });

  it("works without a load balancer", async () => {
    const { service } = await make();
    const { inputs } = mock.resource(TASK_SET);
    assert.deepEqual(
      [inputs.loadBalancers, inputs.scale],
      [undefined, { unit: "PERCENT", value: 100 }],
    );
    assert.equal(service.external?.listenerRuleArn, undefined);
    assert.equal(mock.resources.filter(({ type }) => type === RULE).length, 0);
  });

  it("says nothing of a tool where ECS deploys", async () => {
    const service = new Service("orders", { cluster, taskDefinition });
    await mock.settled();
    assert.equal(service.external, undefined);
  });

  it("refuses alarms, which it would not watch", () => {
    const deployment: DeploymentArgs = { strategy: "external", alarmNames: ["a"] };
    assert.throws(() => new Service("orders", { cluster, taskDefinition, deployment }), {
      propertyPath: "deployment.alarmNames",
    });
    assert.deepEqual(mock.resources, []);
  });
});
