import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { InstanceGroupArgs } from "../../components/index.js";
import { Cluster } from "../../components/index.js";
import type { PulumiMock } from "../../generator/testing/index.js";
import { mockPulumi } from "../../generator/testing/index.js";
import { network } from "./platform.js";

const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const workers = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };

describe("Cluster with instance groups", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "shop", stack: "dev" });
  });

  async function make(instanceGroups: InstanceGroupArgs[]): Promise<void> {
    new Cluster("platform", { network, instanceGroups });
    await mock.settled();
  }

  it("makes a group, its instances' role and template, and a capacity provider", async () => {
    await make([workers]);
    const made = mock.resources.map(({ type, name }) => `${type.split(":")[2] ?? ""} ${name}`);
    assert.deepEqual(made.sort(), [
      "CapacityProvider platform-workers",
      "Cluster platform",
      "Cluster platform",
      "ClusterCapacityProviders platform",
      "Group platform-workers",
      "InstanceProfile platform-workers",
      "LaunchTemplate platform-workers",
      "LogGroup platform-exec",
      "Resource platform",
      "Resource platform-workers",
      "Role platform-workers",
      "RolePolicyAttachment platform-workers-agent",
      "SecurityGroup platform-workers",
    ]);
  });

  it("launches instances that nobody reaches, with encrypted volumes and session tokens", async () => {
    await make([{ ...workers, rootVolumeSizeGiB: 80 }]);
    const { inputs } = mock.resource(TEMPLATE);
    assert.equal(
      inputs.imageId,
      "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    );
    assert.equal(inputs.instanceType, "m7i.large");
    assert.deepEqual(inputs.metadataOptions, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    const [card] = inputs.networkInterfaces as Record<string, unknown>[];
    assert.equal(card?.associatePublicIpAddress, "false");
    assert.match(JSON.stringify(card.securityGroups), /^\["sg-[0-9a-f]+"\]$/);
    assert.deepEqual(inputs.blockDeviceMappings, [
      {
        deviceName: "/dev/xvda",
        ebs: {
          encrypted: "true",
          volumeType: "gp3",
          deleteOnTermination: "true",
          volumeSize: 80,
        },
      },
    ]);
    assert.match(
      JSON.stringify(inputs.iamInstanceProfile),
      /^\{"arn":"arn:aws:iam::123456789012:instance-profile\/platform-workers/,
    );
    const securityGroup = mock.resource("aws:ec2/securityGroup:SecurityGroup").inputs;
    assert.equal(securityGroup.ingress, undefined);
    const egress = securityGroup.egress as Record<string, unknown>[];
    assert.deepEqual(
      egress.map(({ protocol, toPort, cidrBlocks }) => [protocol, toPort, cidrBlocks]),
      [
        ["-1", 0, ["10.0.0.0/16"]],
        ["tcp", 443, ["0.0.0.0/0"]],
      ],
    );
  });

  it("encrypts both volumes of Bottlerocket", async () => {
    await make([{ ...workers, operatingSystem: "Bottlerocket" }]);
    const volumes = mock.resource(TEMPLATE).inputs.blockDeviceMappings as {
      deviceName: string;
      ebs: Record<string, unknown>;
    }[];
    assert.deepEqual(
      volumes.map(({ deviceName, ebs }) => [deviceName, ebs.encrypted, ebs.volumeSize]),
      [
        ["/dev/xvda", "true", undefined],
        ["/dev/xvdb", "true", 30],
      ],
    );
  });

  it("joins the cluster by name, and goes on with the extension", async () => {
    await make([{ ...workers, userData: pulumi.output("dnf install -y jq") }]);
    const script = Buffer.from(
      String(mock.resource(TEMPLATE).inputs.userData),
      "base64",
    ).toString();
    assert.match(script, /^ECS_CLUSTER=platform-[0-9a-f]{7}$/m);
    assert.match(script, /\ndnf install -y jq\n$/);
  });

  it("allows instances what the agent needs, and Session Manager when asked", async () => {
    const attached = () =>
      mock.resources
        .filter(({ type }) => type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
        .map(({ name, inputs }) => [name, inputs.policyArn]);
    const agent = [
      "platform-workers-agent",
      "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
    ];
    await make([workers]);
    assert.deepEqual(attached(), [agent]);
    const role = mock.resource("aws:iam/role:Role").inputs;
    assert.match(String(role.name), /^platform-workers-instance-dev-shop-[0-9a-f]{8}$/);
    assert.match(String(role.assumeRolePolicy), /"Principal":\{"Service":"ec2.amazonaws.com"\}/);
    mock = await mockPulumi({ region: "cn-north-1" });
    await make([{ ...workers, enableSessionManager: true }]);
    assert.deepEqual(attached(), [
      [agent[0], String(agent[1]).replace("arn:aws:", "arn:aws-cn:")],
      ["platform-workers-sessions", "arn:aws-cn:iam::aws:policy/AmazonSSMManagedInstanceCore"],
    ]);
    const inChina = mock.resource("aws:iam/role:Role").inputs.assumeRolePolicy;
    assert.match(String(inChina), /"ec2.amazonaws.com.cn"/);
  });

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
});
