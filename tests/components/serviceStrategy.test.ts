import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ClusterRef } from "../../components/index.js";
import { Cluster, Service } from "../../components/index.js";
import type { PulumiMock } from "../../generator/testing/index.js";
import { mockPulumi } from "../../generator/testing/index.js";
import { cluster as clusterOfStack, network } from "./platform.js";

const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const workers = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };

describe("strategy of a Service", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  const taskDefinition = { arn: "arn:aws:ecs:us-east-1:1:task-definition/o:1", family: "o" };
  const on = (capacityProvider: string) => ({
    taskDefinition: { ...taskDefinition, containers: [] },
    capacityProviderStrategies: [{ capacityProvider, weight: 1 }],
  });

  it("is a group's provider by the group's name", async () => {
    const { ref } = new Cluster("platform", { network, instanceGroups: [workers] });
    new Service("orders", { cluster: ref, ...on("workers") });
    await mock.settled();
    assert.deepEqual(mock.resource("aws:ecs/service:Service").inputs.capacityProviderStrategies, [
      { capacityProvider: mock.resource(PROVIDER).inputs.name, weight: 1 },
    ]);
  });

  it("is found in a cluster of another stack", async () => {
    const known = { ...clusterOfStack, capacityProviders: { workers: "cp-1" } };
    new Service("orders", { cluster: pulumi.output(known), ...on("workers") });
    await mock.settled();
    assert.deepEqual(mock.resource("aws:ecs/service:Service").inputs.capacityProviderStrategies, [
      { capacityProvider: "cp-1", weight: 1 },
    ]);
  });

  it("is known where it is Fargate and the cluster is not known", async () => {
    const cluster = pulumi.output(clusterOfStack);
    new Service("orders", { cluster, ...on("FARGATE_SPOT") });
    await mock.settled();
    assert.deepEqual(mock.resource("aws:ecs/service:Service").inputs.capacityProviderStrategies, [
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ]);
  });

  it("mixes no instance groups with managed instances", () => {
    const capacityProviders = { workers: "cp-1", flex: "cp-2" };
    const cluster = { ...clusterOfStack, capacityProviders, managedInstances: ["flex"] };
    const capacityProviderStrategies = [
      { capacityProvider: "workers", weight: 1 },
      { capacityProvider: "flex", weight: 1 },
    ];
    const args = { cluster, ...on("workers"), capacityProviderStrategies };
    assert.throws(() => new Service("orders", args), {
      propertyPath: "capacityProviderStrategies[1]",
      message: `Service "orders": 'capacityProviderStrategies': instance groups and managed instances do not mix, got "workers" and "flex"; leave one out`,
    });
    assert.deepEqual(mock.resources, []);
  });

  it("takes no public addresses on instances", () => {
    const cluster = { ...clusterOfStack, capacityProviders: { workers: "cp-1" } };
    const args = { cluster: pulumi.output(cluster), ...on("workers"), assignPublicIp: true };
    assert.throws(() => new Service("orders", args), {
      propertyPath: "assignPublicIp",
      message: `Service "orders": 'assignPublicIp' is for Fargate, and tasks run on instance group "workers"; leave it out`,
    });
    assert.deepEqual(mock.resources, []);
  });

  it("is refused where the cluster has no such group, and beside Fargate at once", () => {
    const refused = (providers: string[], cluster: pulumi.Input<ClusterRef>) => () => {
      const capacityProviderStrategies = providers.flatMap(
        (provider) => on(provider).capacityProviderStrategies,
      );
      new Service("orders", { ...on("FARGATE"), cluster, capacityProviderStrategies });
    };
    const message = (rule: string) => `Service "orders": 'capacityProviderStrategies': ${rule}`;
    assert.throws(refused(["workers"], clusterOfStack), {
      propertyPath: "capacityProviderStrategies[0]",
      message: message(`'capacityProvider' must be FARGATE or FARGATE_SPOT, got "workers"`),
    });
    assert.throws(refused(["FARGATE", "workers"], pulumi.output(clusterOfStack)), {
      propertyPath: "capacityProviderStrategies[1]",
      message: message(
        `Fargate and instance groups do not mix, got "FARGATE" and "workers"; leave one out`,
      ),
    });
    assert.deepEqual(mock.resources, []);
  });
});
