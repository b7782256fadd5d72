import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";

import { engineSuite } from "./support/engine.js";
import { StrategyStack } from "./support/strategyStack.js";

// Each step stands on the one before.
engineSuite("a service that ECS deploys step by step", () => {
  let orders: StrategyStack;
  let serviceArn: unknown;

  before(async () => {
    orders = await StrategyStack.make({
      deployment: { strategy: "rolling" },
      scaling: { minCapacity: 1, maxCapacity: 6, targetCpuPercent: 60 },
    });
  });

  beforeEach(() => orders.emulator.forget());

  after(() => orders.remove());

  it("comes up, and then has nothing to do", async () => {
    await orders.comesUp("1");
    ({ serviceArn } = await orders.workspace.outputs());
    const { deploymentController, desiredCount } = await orders.live();
    assert.deepEqual([deploymentController?.type, desiredCount], ["ECS", 1]);
    await orders.showsNoChange();
  });

  it("pain 16: a second stack that wants its priority fails in the preview", async () => {
    const [priority = 0] = await orders.priorities();
    const other = await orders.beside("other", priority);
    try {
      const { code, stdout, stderr } = await other.pulumi("up", "--yes");
      const written = `${stdout}\n${stderr}`;
      assert.notEqual(code, 0, written);
      const words = `Service "orders": 'loadBalancer.priority' must be its own on the listener, got ${priority}, which a live rule of another program (path "/orders/*", to target group orders-dev-strategies-`;
      assert.ok(written.includes(words), written);
      assert.ok(written.includes(`; ${priority + 1} works`), written);
      const calls = await orders.emulator.calls();
      assert.ok(calls.includes("elasticloadbalancing DescribeRules"), calls.join());
      assert.deepEqual(
        calls.filter((call) => !/^\w+ (?:Describe|Get|List)/.test(call)),
        [],
      );
      await other.configure({ "strategies:priority": priority + 1 });
      await other.pulumiSucceeds("preview");
    } finally {
      await other.remove();
    }
  });

  it("pain 1: an update keeps the service and the count that the autoscaler gave it", async () => {
    const { serviceName } = await orders.live();
    const cluster = orders.platform.clusterArn;
    await orders.aws.ecs.send(
      new UpdateServiceCommand({ cluster, service: serviceName, desiredCount: 3 }),
    );
    await orders.emulator.forget();
    await orders.comesUp("2");
    const outputs = await orders.workspace.outputs();
    const live = await orders.live();
    assert.equal(outputs.serviceArn, serviceArn);
    assert.equal(live.taskDefinition, outputs.taskDefinition);
    assert.match(String(outputs.taskDefinition), /:2$/);
    assert.equal(live.desiredCount, 3);
    assert.equal(await orders.times("ecs CreateService"), 0);
    assert.equal(await orders.times("ecs UpdateService"), 1);
    await orders.showsNoChange();
  });

  it("goes without a trace", () => orders.goesWithoutTrace());
});
