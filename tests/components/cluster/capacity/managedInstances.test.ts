import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ManagedInstancesArgs } from "../../../../components/index.js";
import { Cluster, Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { network } from "../../support/platform.js";

const DYNAMIC = "pulumi-nodejs:dynamic:Resource";
const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const ROLE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const flex = { name: "flex" };

/** What a capacity provider of managed instances is asked for. */
interface ManagedInputs {
  infrastructureRoleArn: string;
  instanceLaunchTemplate: Record<string, unknown>;
  [field: string]: unknown;
}

describe("Cluster with managed instances", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "shop", stack: "dev" });
  });

  async function make(managedInstances: ManagedInstancesArgs[]): Promise<Cluster> {
    const cluster = new Cluster("platform", { network, managedInstances });
    await mock.settled();
    return cluster;
  }

  const asked = (): ManagedInputs =>
    mock.resource(PROVIDER).inputs.managedInstancesProvider as ManagedInputs;

  it("makes a capacity provider of the cluster, its roles and its security group", async () => {
    await make([flex]);
    const made = mock.resources.map(({ type, name }) => `${type.split(":")[2] ?? ""} ${name}`);
    assert.deepEqual(made.sort(), [
      "CapacityProvider platform-flex",
      "Cluster platform",
      "Cluster platform",
      "ClusterCapacityProviders platform",
      "InstanceProfile platform-flex",
      "LogGroup platform-exec",
      "Resource platform",
      "Resource platform-flex",
      "Role platform-flex",
      "Role platform-flex-infrastructure",
      "RolePolicyAttachment platform-flex-agent",
      "RolePolicyAttachment platform-flex-infrastructure",
      "SecurityGroup platform-flex",
    ]);
    const { inputs } = mock.resource(PROVIDER);
    assert.match(String(inputs.cluster), /^platform-[0-9a-f]{7}$/);
    assert.match(String(inputs.name), /^cp-platform-flex-dev-shop-[0-9a-f]{8}$/);
    assert.deepEqual([inputs.autoScalingGroupProvider, inputs.tags], [undefined, undefined]);
  });

  it("runs instances on demand in the private subnets, behind a group that nobody enters", async () => {
    await make([flex]);
    const { infrastructureRoleArn, instanceLaunchTemplate, ...settings } = asked();
    assert.match(infrastructureRoleArn, /:role\/platform-flex-dev-shop-infrastructure-/);
    assert.deepEqual(settings, { propagateTags: "CAPACITY_PROVIDER" });
    const { ec2InstanceProfileArn, networkConfiguration, ...launch } = instanceLaunchTemplate;
    assert.match(String(ec2InstanceProfileArn), /:instance-profile\/platform-flex/);
    assert.deepEqual(launch, { capacityOptionType: "ON_DEMAND", monitoring: "BASIC" });
    const { subnets, securityGroups } = networkConfiguration as Record<string, unknown>;
    assert.deepEqual(subnets, network.privateSubnetIds);
    assert.match(JSON.stringify(securityGroups), /^\["sg-[0-9a-f]+"\]$/);
    assert.equal(mock.resource("aws:ec2/securityGroup:SecurityGroup").inputs.ingress, undefined);
  });

  it("passes every setting on", async () => {
    const instanceRequirements = {
      vcpuCount: { min: 2, max: 8 },
      memoryMib: { min: 4096 },
      acceleratorTypes: ["gpu" as const],
      allowedInstanceTypes: ["g5.*"],
    };
    const reservationGroupArn = "arn:aws:resource-groups:us-east-1:1:group/gpus";
    const reservationPreference = "RESERVATIONS_ONLY" as const;
    await make([
      {
        ...flex,
        instanceRequirements,
        capacityOptionType: "RESERVED",
        capacityReservations: {
          reservationPreference,
          reservationGroupArn: pulumi.output(reservationGroupArn),
        },
        storageSizeGiB: 200,
        useLocalStorage: true,
        monitoring: "DETAILED",
        propagateTags: "NONE",
        scaleInAfterSeconds: 600,
        autoRepair: true,
        tags: { team: pulumi.output("shop") },
      },
    ]);
    const { infrastructureRoleArn, instanceLaunchTemplate } = asked();
    const { ec2InstanceProfileArn, networkConfiguration } = instanceLaunchTemplate;
    assert.deepEqual(asked(), {
      infrastructureRoleArn,
      propagateTags: "NONE",
      autoRepairConfiguration: { actionsStatus: "ENABLED" },
      infrastructureOptimization: { scaleInAfter: 600 },
      instanceLaunchTemplate: {
        ec2InstanceProfileArn,
        networkConfiguration,
        capacityOptionType: "RESERVED",
        monitoring: "DETAILED",
        instanceRequirements,
        capacityReservations: { reservationPreference, reservationGroupArn },
        storageConfiguration: { storageSizeGib: 200 },
        localStorageConfiguration: { useLocalStorage: true },
      },
    });
    assert.deepEqual(mock.resource(PROVIDER).inputs.tags, { team: "shop" });
    mock = await mockPulumi();
    await make([{ ...flex, autoRepair: false }]);
    assert.deepEqual(asked().autoRepairConfiguration, { actionsStatus: "DISABLED" });
  });

  it("lets ECS run instances of this account, and hand on the role that AWS's policy names", async () => {
    await make([flex]);
    const infrastructure = mock.resource(ROLE, "platform-flex-infrastructure").inputs;
    const trust = String(infrastructure.assumeRolePolicy);
    assert.match(trust, /"Principal":\{"Service":"ecs.amazonaws.com"\}/);
    assert.match(trust, /"aws:SourceAccount":"123456789012"/);
    const instance = mock.resource(ROLE, "platform-flex").inputs;
    assert.match(String(instance.name), /^ecsInstanceRole-platform-flex-dev-shop-[0-9a-f]{8}$/);
    assert.match(String(instance.assumeRolePolicy), /"ec2.amazonaws.com"/);
    const policies = ["agent", "infrastructure"].map(
      (part) => mock.resource(ATTACHMENT, `platform-flex-${part}`).inputs.policyArn,
    );
    assert.deepEqual(policies, [
      "arn:aws:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances",
      "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances",
    ]);
  });

  it("pain 18: keeps the roles' permissions until the capacity provider is gone", async () => {
    await make([flex]);
    const needs = mock.resource(PROVIDER).options.dependsOn ?? [];
    for (const part of ["agent", "infrastructure"]) {
      assert.ok(needs.includes(mock.resource(ATTACHMENT, `platform-flex-${part}`).urn), part);
    }
  });

  it("pain 6: attaches and detaches managed instances as it does groups", async () => {
    const { ref } = await make([flex]);
    const { capacityProviders, managedInstances } = await valueOf(pulumi.output(ref));
    assert.deepEqual(managedInstances, ["flex"]);
    assert.deepEqual(capacityProviders, { flex: mock.resource(PROVIDER).inputs.name });
    assert.deepEqual(mock.resource(DYNAMIC, "platform").inputs.capacityProviders, [
      "FARGATE",
      "FARGATE_SPOT",
      capacityProviders.flex,
    ]);
    const detachment = mock.resource(DYNAMIC, "platform-flex");
    assert.equal(detachment.inputs.capacityProvider, capacityProviders.flex);
    assert.ok(detachment.options.dependsOn?.includes(mock.resource(PROVIDER).urn));
    mock = await mockPulumi({ project: "shop", stack: "dev" });
    await make([{ ...flex, capacityOptionType: "SPOT" }]);
    assert.notEqual(mock.resource(PROVIDER).inputs.name, capacityProviders.flex);
  });

  it("is what the default strategy and services name", async () => {
    const strategies = [{ capacityProvider: "flex", weight: 1 }];
    const { ref } = new Cluster("platform", {
      network,
      managedInstances: [flex],
      defaultCapacityProviderStrategies: strategies,
    });
    new Service("orders", {
      cluster: ref,
      taskDefinition: {
        arn: "arn:aws:ecs:us-east-1:1:task-definition/o:1",
        family: "o",
        containers: [],
      },
      capacityProviderStrategies: strategies,
    });
    await mock.settled();
    const named = [{ capacityProvider: mock.resource(PROVIDER).inputs.name, weight: 1 }];
    const { inputs } = mock.resource(DYNAMIC, "platform");
    assert.deepEqual(inputs.defaultCapacityProviderStrategies, named);
    const service = mock.resource("aws:ecs/service:Service").inputs;
    assert.deepEqual(service.capacityProviderStrategies, named);
  });

  it("refuses what ECS would refuse before anything is registered", () => {
    const workers = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };
    const args = { network, instanceGroups: [workers] };
    assert.throws(
      () => new Cluster("platform", { ...args, managedInstances: [{ name: "workers" }] }),
      {
        propertyPath: "managedInstances[0].name",
        message: `Cluster "platform": 'managedInstances': each group has a 'name' of its own, got "workers" twice`,
      },
    );
    const defaultCapacityProviderStrategies = [
      { capacityProvider: "workers", weight: 1 },
      { capacityProvider: "flex", weight: 1 },
    ];
    const mixed = { ...args, managedInstances: [flex], defaultCapacityProviderStrategies };
    assert.throws(() => new Cluster("platform", mixed), {
      propertyPath: "defaultCapacityProviderStrategies[1]",
    });
    assert.deepEqual(mock.resources, []);
  });
});
