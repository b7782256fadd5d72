import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { Cluster } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { network } from "../support/platform.js";

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

  it("leaves encryption and Service Connect to AWS unless they are asked for", async () => {
    const { ref } = new Cluster("platform", { network });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/cluster:Cluster");
    const log = mock.resource("aws:cloudwatch/logGroup:LogGroup").inputs;
    assert.deepEqual(inputs.configuration, {
      executeCommandConfiguration: {
        logging: "OVERRIDE",
        logConfiguration: { cloudWatchLogGroupName: EXEC_LOG },
      },
    });
    assert.deepEqual([log.kmsKeyId, inputs.serviceConnectDefaults], [undefined, undefined]);
    assert.deepEqual(Object.keys(ref).sort(), [
      "arn",
      "defaultCapacityProviderStrategies",
      "execLogging",
      "name",
      "network",
    ]);
  });

  it("encrypts ECS Exec and its log with a KMS key", async () => {
    new Cluster("platform", { network, execKmsKeyArn: pulumi.output(KEY) });
    await mock.settled();
    assert.equal(mock.resource("aws:cloudwatch/logGroup:LogGroup").inputs.kmsKeyId, KEY);
    assert.deepEqual(mock.resource("aws:ecs/cluster:Cluster").inputs.configuration, {
      executeCommandConfiguration: {
        kmsKeyId: KEY,
        logging: "OVERRIDE",
        logConfiguration: { cloudWatchLogGroupName: EXEC_LOG, cloudWatchEncryptionEnabled: true },
      },
    });
  });

  it("pain 17: makes the cluster's namespace, which stands until the cluster is gone", async () => {
    const { ref } = new Cluster("platform", { network, serviceConnectNamespace: "shop.internal" });
    await mock.settled();
    const namespace = mock.resource("aws:servicediscovery/httpNamespace:HttpNamespace");
    assert.deepEqual(
      [namespace.name, namespace.inputs.name, namespace.parent],
      ["platform", "shop.internal", mock.resource("slipway:index:Cluster").urn],
    );
    const { namespaceArn } = await valueOf(pulumi.output(ref));
    assert.match(String(namespaceArn), /^arn:aws:servicediscovery:us-east-1:.*:namespace\/ns-/);
    const { inputs } = mock.resource("aws:ecs/cluster:Cluster");
    assert.deepEqual(inputs.serviceConnectDefaults, { namespace: namespaceArn });
  });

  it("refuses a namespace that Cloud Map would refuse before anything is registered", () => {
    assert.throws(() => new Cluster("platform", { network, serviceConnectNamespace: "my shop" }), {
      propertyPath: "serviceConnectNamespace",
      message: `Cluster "platform": 'serviceConnectNamespace' must hold 1 to 1024 visible ASCII characters without spaces, got "my shop"; "platform.internal" works`,
    });
    assert.deepEqual(mock.resources, []);
  });
});

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
/** The name that the offline provider gives the log group. */
const EXEC_LOG = "platform-exec-c8d93db";
