import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { InstanceGroupArgs } from "../../../../components/index.js";
import { Cluster } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { network } from "../../support/platform.js";

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

  it("tags instances, their volumes and their network interfaces", async () => {
    await make([{ ...workers, tags: { team: "shop", cost: pulumi.output("42") } }]);
    const tags = { Name: "platform-workers", team: "shop", cost: "42" };
    assert.deepEqual(mock.resource(TEMPLATE).inputs.tagSpecifications, [
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
      { resourceType: "network-interface", tags },
    ]);
  });

  it("leaves launch templates without tags as they are", async () => {
    await make([workers]);
    const tags = { Name: "platform-workers" };
    assert.deepEqual(mock.resource(TEMPLATE).inputs.tagSpecifications, [
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
    ]);
  });

  it("takes an image of one's own and further policies", async () => {
    const agent = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy";
    await make([
      { ...workers, imageId: "ami-0123456789abcdef0", policyArns: { agent: pulumi.output(agent) } },
    ]);
    assert.equal(mock.resource(TEMPLATE).inputs.imageId, "ami-0123456789abcdef0");
    const attachment = mock.resource(
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "platform-workers-policy-agent",
    );
    assert.equal(attachment.inputs.policyArn, agent);
  });

  for (const [group, message] of [
    [{ imageId: "al2023" }, /'imageId' must be the id of an AMI/],
    [{ imageId: "resolve:ssm:" }, /'imageId' must be the id of an AMI/],
    [
      { policyArns: { agent: "CloudWatchAgentServerPolicy" } },
      /'policyArns.agent' must be the ARN/,
    ],
    [
      { policyArns: { a: "arn:aws:iam::aws:role/a" } },
      /'policyArns.a' must be the ARN of a policy/,
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(group)} before anything is registered`, async () => {
      await assert.rejects(make([{ ...workers, ...group }]), message);
      assert.deepEqual(mock.resources, []);
    });
  }

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

  it("encrypts volumes with the key that it is told", async () => {
    const rootVolumeKmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/1";
    await make([
      {
        ...workers,
        operatingSystem: "Bottlerocket",
        rootVolumeKmsKeyArn: pulumi.output(rootVolumeKmsKeyArn),
      },
    ]);
    const volumes = mock.resource(TEMPLATE).inputs.blockDeviceMappings as {
      ebs: Record<string, unknown>;
    }[];
    assert.deepEqual(
      volumes.map(({ ebs }) => ebs.kmsKeyId),
      [rootVolumeKmsKeyArn, rootVolumeKmsKeyArn],
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
});
