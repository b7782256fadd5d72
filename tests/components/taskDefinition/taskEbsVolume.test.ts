import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { TaskDefinitionArgs, TaskVolumeArgs } from "../../../components/index.js";
import { ScheduledTask, Service, Task, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster } from "../support/platform.js";
import { DIGEST } from "../support/imageDigest.js";

const app = {
  name: "app",
  image: `registry.example.com/app@${DIGEST}`,
  memory: 512,
  mountPoints: [{ sourceVolume: "data", containerPath: "/data" }],
};
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const efs = "arn:aws:elasticfilesystem:us-east-1:123456789012";

describe("TaskDefinition: disks and access points that it makes", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  function define(volume: Partial<TaskVolumeArgs>, args: Partial<TaskDefinitionArgs> = {}) {
    const volumes = [{ name: "data", ...volume }];
    return new TaskDefinition("orders", { containers: [app], volumes, ...args });
  }

  it("makes an access point of EFS, by which alone the task may mount", async () => {
    define({ efs: { fileSystemId: "fs-1", accessPoint: { path: "/orders", uid: 70 } } });
    await mock.settled();
    const point = mock.resource("aws:efs/accessPoint:AccessPoint");
    assert.deepEqual(
      [point.name, point.parent],
      ["orders-data", mock.resource("slipway:index:TaskDefinition").urn],
    );
    assert.deepEqual(point.inputs, {
      fileSystemId: "fs-1",
      posixUser: { uid: 70, gid: 1000 },
      rootDirectory: {
        path: "/orders",
        creationInfo: { ownerUid: 70, ownerGid: 1000, permissions: "0755" },
      },
    });
    const [volume] = mock.resource(TASK).inputs.volumes as Record<string, unknown>[];
    const { efsVolumeConfiguration } = volume as Record<string, Record<string, unknown>>;
    const { authorizationConfig, ...rest } = efsVolumeConfiguration ?? {};
    assert.deepEqual(rest, { fileSystemId: "fs-1", transitEncryption: "ENABLED" });
    const { accessPointId, iam } = authorizationConfig as Record<string, string>;
    assert.match(accessPointId ?? "", /^fsap-[0-9a-f]+$/);
    assert.equal(iam, "ENABLED");
    const policy = mock.resources.find(
      ({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && name === "orders-task",
    );
    const { Statement } = JSON.parse(String(policy?.inputs.policy)) as { Statement: unknown[] };
    assert.deepEqual(Statement, [
      {
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: [`${efs}:file-system/fs-1`],
        Condition: {
          StringEquals: {
            "elasticfilesystem:AccessPointArn": `${efs}:access-point/${accessPointId ?? ""}`,
          },
        },
      },
    ]);
  });

  it("has a service give its tasks a disk of EBS, by a role that lets ECS do so and nothing else", async () => {
    const task = define({ ebs: { sizeGiB: 20 } });
    new Service("orders", { cluster, taskDefinition: task.ref });
    await mock.settled();
    assert.deepEqual(mock.resource(TASK).inputs.volumes, [
      { name: "data", configureAtLaunch: true },
    ]);
    const role = mock.resources.find(({ name }) => name === "orders-infrastructure");
    assert.match(String(role?.inputs.name), /^orders-infrastructure-dev-[0-9a-f]{8}$/);
    assert.deepEqual(JSON.parse(String(role?.inputs.assumeRolePolicy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "ecs.amazonaws.com" },
        },
      ],
    });
    const attachment = mock.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    assert.equal(
      attachment.inputs.policyArn,
      "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes",
    );
    assert.ok(mock.resource(TASK).options.dependsOn?.includes(attachment.urn));
    const { volumeConfiguration } = mock.resource("aws:ecs/service:Service").inputs;
    const { name, managedEbsVolume } = volumeConfiguration as Record<string, unknown>;
    const { roleArn, ...disk } = managedEbsVolume as Record<string, unknown>;
    assert.equal(name, "data");
    assert.match(String(roleArn), /^arn:aws:iam::123456789012:role\/orders-infrastructure-dev-/);
    assert.deepEqual(disk, {
      sizeInGb: 20,
      encrypted: true,
      volumeType: "gp3",
      fileSystemType: "xfs",
      tagSpecifications: [{ resourceType: "volume", propagateTags: "SERVICE" }],
    });
  });

  it("takes the disk of a task definition of another stack, and none where there is none", async () => {
    const ref = {
      arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
      family: "orders",
      containers: [{ name: "app", ports: [] }],
    };
    const ebsVolume = { name: "data", roleArn: "arn:role", sizeGiB: 20 };
    new Service("orders", { cluster, taskDefinition: pulumi.output({ ...ref, ebsVolume }) });
    new Service("carts", { cluster, taskDefinition: pulumi.output(ref) });
    new Service("stock", { cluster, taskDefinition: ref });
    await mock.settled();
    const configured = mock.resources
      .filter(({ type }) => type === "aws:ecs/service:Service")
      .map(({ name, inputs }) => [name, inputs.volumeConfiguration !== undefined])
      .sort();
    assert.deepEqual(configured, [
      ["carts", false],
      ["orders", true],
      ["stock", false],
    ]);
  });

  it("lets ECS encrypt disks with a key of one's own", async () => {
    const kmsKeyArn = pulumi.output("arn:aws:kms:us-east-1:123456789012:key/1");
    define({ ebs: { sizeGiB: 20, kmsKeyArn } });
    await mock.settled();
    const policy = mock.resources.find(
      ({ type, name }) =>
        type === "aws:iam/rolePolicy:RolePolicy" && name === "orders-infrastructure",
    );
    assert.deepEqual(JSON.parse(String(policy?.inputs.policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
          Resource: ["arn:aws:kms:us-east-1:123456789012:key/1"],
        },
        {
          Effect: "Allow",
          Action: ["kms:CreateGrant"],
          Resource: ["arn:aws:kms:us-east-1:123456789012:key/1"],
          Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
      ],
    });
  });

  it("is refused by a task and a schedule, before they register anything, where it has a disk", async () => {
    const { ref } = define({ ebs: { sizeGiB: 20 } });
    await mock.settled();
    const before = mock.resources.length;
    const args = { cluster, taskDefinition: ref };
    const fault = { propertyPath: "taskDefinition", message: /has the EBS volume 'data'/ };
    assert.throws(() => new Task("migration", args), fault);
    assert.throws(() => new ScheduledTask("nightly", { ...args, schedule: "rate(1 day)" }), fault);
    assert.equal(mock.resources.length, before);
  });

  it("mounts volumes of Docker, and folders of the instance", async () => {
    define(
      {},
      {
        requiresCompatibilities: ["EC2"],
        volumes: [
          { name: "plain", docker: {} },
          { name: "host", hostPath: "/srv" },
          {
            name: "data",
            docker: {
              scope: "shared",
              autoprovision: true,
              driver: "rexray/ebs",
              driverOpts: { size: "5" },
              labels: { team: "orders" },
            },
          },
          { name: "cache", docker: { scope: "shared" } },
        ],
      },
    );
    await mock.settled();
    assert.deepEqual(mock.resource(TASK).inputs.volumes, [
      { name: "cache", dockerVolumeConfiguration: { scope: "shared", autoprovision: false } },
      {
        name: "data",
        dockerVolumeConfiguration: {
          scope: "shared",
          autoprovision: true,
          driver: "rexray/ebs",
          driverOpts: { size: "5" },
          labels: { team: "orders" },
        },
      },
      { name: "host", hostPath: "/srv" },
      { name: "plain", dockerVolumeConfiguration: { scope: "task" } },
    ]);
  });

  const point = { path: "/orders" };
  const EC2: Partial<TaskDefinitionArgs> = { requiresCompatibilities: ["EC2"] };
  const faults: [string, Partial<TaskVolumeArgs>, Partial<TaskDefinitionArgs>, string, RegExp][] = [
    ["a disk without size", { ebs: {} }, {}, "volumes[0].ebs.sizeGiB", /got neither; 20 works$/],
    [
      "a volume of two kinds",
      { ebs: { sizeGiB: 20 }, efs: { fileSystemId: "fs-1" } },
      {},
      "volumes[0].ebs",
      /volume 'data' must have one of .*, got efs and ebs; leave one out$/,
    ],
    [
      "two disks",
      {},
      {
        volumes: [
          { name: "data", ebs: { sizeGiB: 20 } },
          { name: "more", ebs: { sizeGiB: 20 } },
        ],
      },
      "volumes[1].ebs",
      /may stand in one volume of a task, got it in 'data' and 'more'/,
    ],
    [
      "a volume of Docker on Fargate",
      { docker: {} },
      {},
      "volumes[0].docker",
      /'docker' of volume 'data' is not for Fargate/,
    ],
    [
      "a folder of the instance on Fargate",
      { hostPath: "/srv" },
      {},
      "volumes[0].hostPath",
      /'hostPath' of volume 'data' is not for Fargate, .*got "\/srv"/,
    ],
    [
      "autoprovision of a task's volume",
      { docker: { autoprovision: true } },
      EC2,
      "volumes[0].docker.autoprovision",
      /is for scope shared, got "task"; leave it out$/,
    ],
    [
      "an access point beside another",
      { efs: { fileSystemId: "fs-1", accessPointId: "fsap-1", accessPoint: point } },
      {},
      "volumes[0].efs.accessPoint",
      /in the place of 'accessPointId', got both; leave one out$/,
    ],
    [
      "an access point for a volume whose name is not known",
      { name: pulumi.output("data"), efs: { fileSystemId: "fs-1", accessPoint: point } },
      {},
      "volumes[0].name",
      /must be plain text, got an output; "data" works$/,
    ],
    [
      "an access point with a relative path",
      { efs: { fileSystemId: "fs-1", accessPoint: { path: "orders" } } },
      {},
      "volumes[0].efs.accessPoint.path",
      /got "orders"; "\/orders" works$/,
    ],
    [
      "a folder beside an access point",
      { efs: { fileSystemId: "fs-1", accessPoint: point, rootDirectory: "/orders" } },
      {},
      "volumes[0].efs.rootDirectory",
      /must be "\/" beside/,
    ],
    [
      "a disk for Windows on Fargate",
      { ebs: { sizeGiB: 20 } },
      { operatingSystem: "WINDOWS_SERVER_2022_CORE" },
      "volumes[0].ebs",
      /'ebs' of volume 'data' is not for Windows on Fargate; /,
    ],
  ];
  for (const [fault, volume, args, propertyPath, message] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      assert.throws(() => define(volume, args), { name: "ArgumentError", propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }

  it("refuses a Docker volume's scope that is none, from a program without types", () => {
    const docker = JSON.parse(`{ "scope": "forever" }`) as object;
    assert.throws(() => define({ docker }, EC2), {
      propertyPath: "volumes[0].docker.scope",
      message: `TaskDefinition "orders": 'volumes[0].docker.scope' must be "task" or "shared", got "forever"`,
    });
  });
});
