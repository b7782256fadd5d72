import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { Cluster } from "../../components/index.js";
import type { PulumiMock } from "../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../generator/testing/index.js";
import { network } from "./platform.js";

describe("Cluster", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  it("makes a cluster with Fargate, Container Insights and a log of ECS Exec", async () => {
    const { ref } = new Cluster("platform", { network });
    await mock.settled();
    assert.deepEqual(mock.resources.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:cloudwatch/logGroup:LogGroup platform-exec",
      "aws:ecs/cluster:Cluster platform",
      "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders platform",
      "slipway:index:Cluster platform",
    ]);
    const component = mock.resource("slipway:index:Cluster");
    for (const { type, parent } of mock.resources) {
      if (type.startsWith("aws:")) assert.equal(parent, component.urn);
    }
    const cluster = mock.resource("aws:ecs/cluster:Cluster").inputs;
    assert.deepEqual(cluster.settings, [{ name: "containerInsights", value: "enabled" }]);
    const log = mock.resource("aws:cloudwatch/logGroup:LogGroup");
    assert.equal(log.inputs.retentionInDays, 30);
    const providers = mock.resource("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders");
    assert.deepEqual(providers.inputs.capacityProviders, ["FARGATE", "FARGATE_SPOT"]);
    assert.deepEqual(providers.inputs.defaultCapacityProviderStrategies, [
      { capacityProvider: "FARGATE", weight: 1 },
    ]);
    const known = await valueOf(pulumi.output(ref));
    assert.match(known.arn, /^arn:aws:ecs:us-east-1:123456789012:cluster\/platform/);
    assert.deepEqual(known.network, network);
  });

  it("passes a mix of Fargate and Fargate Spot on to its services", async () => {
    const defaultCapacityProviderStrategies = [
      { capacityProvider: "FARGATE", base: 1, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 3 },
    ];
    const { ref } = new Cluster("platform", { network, defaultCapacityProviderStrategies });
    assert.deepEqual(
      (await valueOf(pulumi.output(ref))).defaultCapacityProviderStrategies,
      defaultCapacityProviderStrategies,
    );
  });

  it("refuses an exec log of 31 days before anything is registered", () => {
    assert.throws(() => new Cluster("platform", { network, execLogRetentionDays: 31 }), {
      name: "ArgumentError",
      propertyPath: "execLogRetentionDays",
      message: `Cluster "platform": 'execLogRetentionDays' must be a period that CloudWatch Logs offers, got 31; 60 works`,
    });
    assert.deepEqual(mock.resources, []);
  });

  it("refuses a strategy without weight", () => {
    const defaultCapacityProviderStrategies = [{ capacityProvider: "FARGATE" }];
    assert.throws(() => new Cluster("platform", { network, defaultCapacityProviderStrategies }), {
      propertyPath: "defaultCapacityProviderStrategies",
    });
  });
});
