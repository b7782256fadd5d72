import assert from "node:assert/strict";

import type { InstanceGroupArgs } from "../../../../components/index.js";
import { Cluster } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { network } from "../../support/platform.js";

const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const workers = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };

describe("Auto Scaling groups of a Cluster", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "shop", stack: "dev" });
  });

  async function make(instanceGroups: InstanceGroupArgs[]): Promise<void> {
    new Cluster("platform", { network, instanceGroups });
    await mock.settled();
  }

  it("starts with the desired capacity, which ECS owns from then on", async () => {
    await make([{ ...workers, desiredCapacity: 2 }]);
    const { inputs, options } = mock.resource(GROUP);
    assert.deepEqual([inputs.minSize, inputs.maxSize, inputs.desiredCapacity], [0, 4, 2]);
    assert.deepEqual(options.ignoreChanges, ["desiredCapacity"]);
    assert.deepEqual(inputs.vpcZoneIdentifiers, network.privateSubnetIds);
    assert.deepEqual(inputs.tags, [
      { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
    ]);
    const template = inputs.launchTemplate as { id: string; version: string };
    assert.match(template.id, /^lt-/);
    assert.equal(template.version, "1");
    assert.equal(inputs.mixedInstancesPolicy, undefined);
  });

  it("launches several types on demand", async () => {
    await make([{ ...workers, minSize: 1, instanceTypes: ["m7i.large", "m6i.large"] }]);
    const { inputs } = mock.resource(GROUP);
    assert.deepEqual([inputs.desiredCapacity, inputs.launchTemplate], [1, undefined]);
    const policy = inputs.mixedInstancesPolicy as Record<string, Record<string, unknown>>;
    assert.deepEqual(policy.instancesDistribution, {
      onDemandBaseCapacity: 0,
      onDemandPercentageAboveBaseCapacity: 100,
      spotAllocationStrategy: "price-capacity-optimized",
    });
    assert.deepEqual(policy.launchTemplate?.overrides, [
      { instanceType: "m7i.large" },
      { instanceType: "m6i.large" },
    ]);
  });

  it("mixes On-Demand and Spot Instances", async () => {
    const spot = { onDemandBaseCapacity: 1, onDemandPercentage: 25 };
    await make([{ ...workers, spot: { ...spot, spotAllocationStrategy: "capacity-optimized" } }]);
    const policy = mock.resource(GROUP).inputs.mixedInstancesPolicy as Record<string, unknown>;
    assert.deepEqual(policy.instancesDistribution, {
      onDemandBaseCapacity: 1,
      onDemandPercentageAboveBaseCapacity: 25,
      spotAllocationStrategy: "capacity-optimized",
    });
    mock = await mockPulumi();
    await make([{ ...workers, spot: {} }]);
    const allSpot = mock.resource(GROUP).inputs.mixedInstancesPolicy as Record<string, unknown>;
    assert.deepEqual(allSpot.instancesDistribution, {
      onDemandBaseCapacity: 0,
      onDemandPercentageAboveBaseCapacity: 0,
      spotAllocationStrategy: "price-capacity-optimized",
    });
  });

  it("launches any type that meets the requirements", async () => {
    const instanceRequirements = {
      vcpuCount: { min: 2, max: 8 },
      memoryMib: { min: 8192 },
      excludedInstanceTypes: ["t3.*"],
    };
    const sizes = { minSize: 0, maxSize: 4 };
    await make([{ name: "workers", ...sizes, architecture: "arm64", instanceRequirements }]);
    assert.equal(mock.resource(TEMPLATE).inputs.instanceType, undefined);
    const policy = mock.resource(GROUP).inputs.mixedInstancesPolicy as Record<
      string,
      Record<string, unknown>
    >;
    assert.deepEqual(policy.instancesDistribution, {
      onDemandAllocationStrategy: "lowest-price",
      onDemandBaseCapacity: 0,
      onDemandPercentageAboveBaseCapacity: 100,
      spotAllocationStrategy: "price-capacity-optimized",
    });
    assert.deepEqual(policy.launchTemplate?.overrides, [
      {
        instanceRequirements: {
          ...instanceRequirements,
          cpuManufacturers: ["amazon-web-services"],
        },
      },
    ]);
  });

  it("keeps a warm pool", async () => {
    await make([{ ...workers, warmPool: {} }]);
    const { inputs } = mock.resource(GROUP);
    const stopped = { minSize: 0, poolState: "Stopped" };
    const once = { instanceReusePolicy: { reuseOnScaleIn: false } };
    assert.deepEqual(
      [inputs.warmPool, inputs.forceDeleteWarmPool],
      [{ ...stopped, ...once }, true],
    );
    mock = await mockPulumi();
    const full = { minSize: 1, maxGroupPreparedCapacity: 3, poolState: "Running" } as const;
    await make([{ ...workers, forceDelete: false, warmPool: { ...full, reuseOnScaleIn: true } }]);
    const running = mock.resource(GROUP).inputs;
    const again = { instanceReusePolicy: { reuseOnScaleIn: true } };
    assert.deepEqual(
      [running.warmPool, running.forceDeleteWarmPool],
      [{ ...full, ...again }, false],
    );
  });

  it("lets ECS scale the group and drain its instances", async () => {
    await make([workers]);
    const { inputs } = mock.resource(PROVIDER);
    const { autoScalingGroupArn, ...settings } = inputs.autoScalingGroupProvider as Record<
      string,
      unknown
    >;
    assert.match(String(autoScalingGroupArn), /:autoScalingGroupName\/platform-workers-dev-shop-/);
    assert.deepEqual(settings, {
      managedDraining: "ENABLED",
      managedTerminationProtection: "DISABLED",
      managedScaling: { status: "ENABLED", targetCapacity: 100 },
    });
  });

  it("leaves spare capacity, and drains nothing, when asked", async () => {
    await make([{ ...workers, managedScalingTargetPercent: 80, managedDraining: false }]);
    const provider = mock.resource(PROVIDER).inputs.autoScalingGroupProvider as Record<
      string,
      unknown
    >;
    assert.deepEqual(
      [provider.managedDraining, provider.managedScaling],
      ["DISABLED", { status: "ENABLED", targetCapacity: 80 }],
    );
  });

  it("scales in the steps and at the pace that it is told", async () => {
    const steps = { minimumScalingStepSize: 2, maximumScalingStepSize: 20 };
    await make([{ ...workers, ...steps, instanceWarmupSeconds: 60, maxInstanceLifetimeDays: 14 }]);
    const provider = mock.resource(PROVIDER).inputs.autoScalingGroupProvider as Record<
      string,
      unknown
    >;
    assert.deepEqual(provider.managedScaling, {
      status: "ENABLED",
      targetCapacity: 100,
      instanceWarmupPeriod: 60,
      ...steps,
    });
    assert.equal(mock.resource(GROUP).inputs.maxInstanceLifetime, 1_209_600);
  });
});
