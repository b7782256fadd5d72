import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { InstanceGroupArgs } from "../../../../components/index.js";
import { Cluster, Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { network } from "../../support/platform.js";

const ASSOCIATION = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
const DYNAMIC = "pulumi-nodejs:dynamic:Resource";
const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const workers = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };

describe("Cluster capacity", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "shop", stack: "dev" });
  });

  async function make(
    groups: InstanceGroupArgs[],
    opts: pulumi.ComponentResourceOptions = {},
  ): Promise<Cluster> {
    const cluster = new Cluster("platform", { network, instanceGroups: groups }, opts);
    await mock.settled();
    return cluster;
  }

  async function providerName(fields: Partial<InstanceGroupArgs>): Promise<unknown> {
    mock = await mockPulumi({ project: "shop", stack: "dev" });
    await make([{ ...workers, ...fields }]);
    return mock.resource(PROVIDER).inputs.name;
  }

  it("attaches the providers beside Fargate, and tells services their names", async () => {
    const { ref } = await make([workers, { ...workers, name: "spare" }]);
    const { capacityProviders } = await valueOf(pulumi.output(ref));
    assert.match(String(capacityProviders?.workers), /^cp-platform-workers-dev-shop-[0-9a-f]{8}$/);
    assert.equal(
      mock.resource(PROVIDER, "platform-workers").inputs.name,
      capacityProviders?.workers,
    );
    const { inputs } = mock.resource(DYNAMIC, "platform");
    assert.deepEqual(inputs.capacityProviders, [
      "FARGATE",
      "FARGATE_SPOT",
      capacityProviders?.workers,
      capacityProviders?.spare,
    ]);
    assert.deepEqual(inputs.defaultCapacityProviderStrategies, [
      { capacityProvider: "FARGATE", weight: 1 },
    ]);
  });

  it("spreads tasks over groups by the groups' names", async () => {
    const strategies = [
      { capacityProvider: "workers", base: 1, weight: 1 },
      { capacityProvider: "spare", weight: 3 },
    ];
    const { ref } = new Cluster("platform", {
      network,
      instanceGroups: [workers, { ...workers, name: "spare" }],
      defaultCapacityProviderStrategies: strategies,
    });
    await mock.settled();
    const known = await valueOf(pulumi.output(ref));
    const named = [
      { capacityProvider: known.capacityProviders?.workers, base: 1, weight: 1 },
      { capacityProvider: known.capacityProviders?.spare, weight: 3 },
    ];
    assert.deepEqual(known.defaultCapacityProviderStrategies, named);
    const { inputs } = mock.resource(DYNAMIC, "platform");
    assert.deepEqual(inputs.defaultCapacityProviderStrategies, named);
  });

  it("pain 6: detaches a provider before it goes, and a service before that", async () => {
    const cluster = await make([workers]);
    new Service("orders", {
      cluster: cluster.ref,
      taskDefinition: {
        arn: "arn:aws:ecs:us-east-1:1:task-definition/o:1",
        family: "o",
        containers: [],
      },
    });
    await mock.settled();
    const needs = (type: string, other: string, name?: string, otherName?: string): boolean =>
      mock.resource(type, name).options.dependsOn?.includes(mock.resource(other, otherName).urn) ??
      false;
    assert.ok(needs("aws:ecs/service:Service", DYNAMIC, "orders", "platform"));
    assert.ok(needs(DYNAMIC, DYNAMIC, "platform", "platform-workers"));
    assert.ok(needs(DYNAMIC, PROVIDER, "platform-workers"));
    assert.ok(needs(DYNAMIC, ASSOCIATION, "platform-workers"));
    assert.ok(needs(PROVIDER, GROUP));
    assert.ok(needs(GROUP, TEMPLATE));
    assert.ok(needs(GROUP, "aws:iam/rolePolicyAttachment:RolePolicyAttachment"));
    assert.ok(needs(TEMPLATE, "aws:ecs/cluster:Cluster"));
  });

  it("pain 6: never writes the list of a cluster with groups by AWS's own resource", async () => {
    await make([workers]);
    const { inputs, options } = mock.resource(ASSOCIATION);
    assert.deepEqual(inputs.capacityProviders, ["FARGATE", "FARGATE_SPOT"]);
    assert.deepEqual(options.ignoreChanges, [
      "capacityProviders",
      "defaultCapacityProviderStrategies",
    ]);
    mock = await mockPulumi();
    new Cluster("platform", { network });
    await mock.settled();
    assert.deepEqual(mock.resource(ASSOCIATION).options.ignoreChanges, ["capacityProviders"]);
    assert.ok(!mock.resources.some(({ type }) => type === DYNAMIC));
  });

  it("pain 6: still moves the default strategy when the last group goes", async () => {
    const { ref } = await make([]);
    const { inputs } = mock.resource(DYNAMIC);
    assert.deepEqual(inputs.capacityProviders, ["FARGATE", "FARGATE_SPOT"]);
    assert.deepEqual(inputs.defaultCapacityProviderStrategies, [
      { capacityProvider: "FARGATE", weight: 1 },
    ]);
    assert.equal(ref.capacityProviders, undefined);
  });

  it("pain 6: tells who detaches a group where and for how long, without a path", async () => {
    mock = await mockPulumi({ region: "eu-west-1", config: { "aws:profile": "team" } });
    await make([workers]);
    const { __provider, ...inputs } = mock.resource(DYNAMIC, "platform-workers").inputs;
    const { cluster, clusterArn, capacityProvider, ...place } = inputs;
    assert.match(String(cluster), /^platform-/);
    assert.equal(clusterArn, `arn:aws:ecs:eu-west-1:123456789012:cluster/${String(cluster)}`);
    assert.equal(capacityProvider, mock.resource(PROVIDER).inputs.name);
    assert.deepEqual(place, { region: "eu-west-1", profile: "team", timeoutSeconds: 1800 });
    assert.match(
      String(__provider),
      /fromProject\("slipway\/dynamicProviders"\).capacityDetachmentProvider;/,
    );
  });

  it("pain 6: gives a provider another name with each field that replaces its group", async () => {
    const names = [
      await providerName({}),
      await providerName({ architecture: "arm64", instanceTypes: ["m7g.large"] }),
      await providerName({ operatingSystem: "Bottlerocket" }),
      await providerName({ gpu: true, instanceTypes: ["g5.xlarge"] }),
      await providerName({ name: "spare" }),
    ];
    assert.equal(new Set(names).size, names.length);
    const inPlace = { maxSize: 9, instanceTypes: ["c7i.large"], spot: {}, userData: "true" };
    assert.equal(await providerName(inPlace), names[0]);
    const spelledOut = { architecture: "amd64", operatingSystem: "AL2023", gpu: false } as const;
    assert.equal(await providerName(spelledOut), names[0]);
  });

  it("pain 7: deletes a group with its instances unless the cluster is protected", async () => {
    const forced = async (
      fields: Partial<InstanceGroupArgs>,
      opts: pulumi.ComponentResourceOptions = {},
    ) => {
      mock = await mockPulumi();
      await make([{ ...workers, ...fields }], opts);
      return mock.resource(GROUP).inputs.forceDelete;
    };
    assert.equal(await forced({}), true);
    assert.equal(await forced({}, { protect: true }), false);
    assert.equal(await forced({ forceDelete: false }), false);
    assert.equal(await forced({ forceDelete: true }, { protect: true }), true);
    const team = new pulumi.ComponentResource("acme:index:Team", "blue", {}, { protect: true });
    assert.equal(await forced({}, { parent: team }), false, "protect of a parent counts");
    assert.equal(await forced({}, { parent: team, protect: false }), true, "its own goes first");
  });

  it("pain 7: protects instances from scale-in just where ECS manages the protection", async () => {
    await make([workers]);
    assert.equal(mock.resource(GROUP).inputs.protectFromScaleIn, false);
    mock = await mockPulumi();
    await make([{ ...workers, managedTerminationProtection: true }]);
    assert.equal(mock.resource(GROUP).inputs.protectFromScaleIn, true);
    const provider = mock.resource(PROVIDER).inputs.autoScalingGroupProvider;
    const { managedTerminationProtection } = provider as Record<string, unknown>;
    assert.equal(managedTerminationProtection, "ENABLED");
  });

  it("pain 18: keeps the instances' permissions until the group and its provider are gone", async () => {
    await make([{ ...workers, enableSessionManager: true }]);
    const needs = mock.resource(GROUP).options.dependsOn ?? [];
    for (const part of ["agent", "sessions"]) {
      const attachment = mock.resource(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        `platform-workers-${part}`,
      );
      assert.ok(needs.includes(attachment.urn), part);
    }
    assert.ok(mock.resource(PROVIDER).options.dependsOn?.includes(mock.resource(GROUP).urn));
  });

  it("pain 15: gives the cluster no physical name, which a replacement would take", async () => {
    await make([workers]);
    assert.equal(mock.resource("aws:ecs/cluster:Cluster").inputs.name, undefined);
  });

  it("refuses a group before anything is registered", () => {
    const instanceGroups = [{ ...workers, maxSize: 0 }];
    assert.throws(() => new Cluster("platform", { network, instanceGroups }), {
      name: "ArgumentError",
      propertyPath: "instanceGroups[0].maxSize",
      message: `Cluster "platform": 'instanceGroups': 'maxSize' must be a whole number from 1 to 10000, got 0; 1 works`,
    });
    assert.deepEqual(mock.resources, []);
  });

  it("refuses user data that is too long, and Fargate beside a group", () => {
    const long = [{ ...workers, userData: "x".repeat(20_000) }];
    assert.throws(() => new Cluster("platform", { network, instanceGroups: long }), {
      propertyPath: "instanceGroups[0].userData",
    });
    const mixed = [{ capacityProvider: "FARGATE" }, { capacityProvider: "workers", weight: 1 }];
    assert.throws(
      () =>
        new Cluster("platform", {
          network,
          instanceGroups: [workers],
          defaultCapacityProviderStrategies: mixed,
        }),
      {
        propertyPath: "defaultCapacityProviderStrategies[1]",
        message: `Cluster "platform": 'defaultCapacityProviderStrategies': Fargate and instance groups do not mix, got "FARGATE" and "workers"; leave one out`,
      },
    );
    assert.deepEqual(mock.resources, []);
  });
});
