import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { TaskDefinitionArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const app = { name: "app", image: `registry.example.com/app@${DIGEST}` };
const data = { name: "data", efs: { fileSystemId: "fs-1", accessPointId: "fsap-1" } };
const scratch = { name: "scratch" };
const efs = "arn:aws:elasticfilesystem:us-east-1:123456789012";

describe("TaskDefinition: volumes", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: Partial<TaskDefinitionArgs>) {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    new TaskDefinition("orders", { containers: [app], ...args });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    const containers = JSON.parse(String(inputs.containerDefinitions)) as Record<string, unknown>[];
    const policies = mock.resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    const statements = policies
      .filter(({ name }) => name === "orders-task")
      .flatMap(({ inputs: { policy } }) => {
        const { Statement } = JSON.parse(String(policy)) as { Statement: unknown[] };
        return Statement;
      });
    return { inputs, containers, statements };
  }

  it("encrypts what goes to EFS and mounts it with the task's role", async () => {
    const { inputs } = await make({ volumes: [scratch, data] });
    assert.deepEqual(inputs.volumes, [
      {
        name: "data",
        efsVolumeConfiguration: {
          fileSystemId: "fs-1",
          transitEncryption: "ENABLED",
          authorizationConfig: { accessPointId: "fsap-1", iam: "ENABLED" },
        },
      },
      { name: "scratch" },
    ]);
  });

  it("mounts a folder of a file system", async () => {
    const volume = { name: "data", efs: { fileSystemId: "fs-1", rootDirectory: "/orders" } };
    const { inputs } = await make({ volumes: [volume] });
    assert.deepEqual(inputs.volumes, [
      {
        name: "data",
        efsVolumeConfiguration: {
          fileSystemId: "fs-1",
          rootDirectory: "/orders",
          transitEncryption: "ENABLED",
          authorizationConfig: { iam: "ENABLED" },
        },
      },
    ]);
  });

  it("has no volumes unless asked for", async () => {
    const { inputs, statements } = await make({ volumes: [] });
    assert.deepEqual([inputs.volumes, statements], [undefined, []]);
  });

  it("lets the task role mount and write, by the access point of exactly this file system", async () => {
    const mountPoints = [{ sourceVolume: "data", containerPath: "/data" }];
    const fileSystemId = pulumi.output("fs-1");
    const { statements } = await make({
      containers: [{ ...app, mountPoints }],
      volumes: [{ name: "data", efs: { ...data.efs, fileSystemId } }],
    });
    assert.deepEqual(statements, [
      {
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: [`${efs}:file-system/fs-1`],
        Condition: {
          StringEquals: { "elasticfilesystem:AccessPointArn": `${efs}:access-point/fsap-1` },
        },
      },
    ]);
  });

  it("lets the task role mount alone where every container only reads, beside its own statements", async () => {
    const mountPoints = [{ sourceVolume: "data", containerPath: "/data", readOnly: true }];
    const { statements } = await make({
      containers: [{ ...app, mountPoints }],
      volumes: [{ name: "data", efs: { fileSystemId: "fs-1" } }],
      taskRoleStatements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*"] }],
    });
    assert.deepEqual(statements, [
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::a/*"] },
      {
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount"],
        Resource: [`${efs}:file-system/fs-1`],
      },
    ]);
  });

  it("registers mount points and the mounts of other containers", async () => {
    const { containers } = await make({
      volumes: [data, scratch],
      containers: [
        {
          ...app,
          mountPoints: [
            { sourceVolume: "scratch", containerPath: "/tmp" },
            { sourceVolume: "data", containerPath: "/data", readOnly: true },
          ],
        },
        { ...app, name: "agent", volumesFrom: [{ sourceContainer: "app", readOnly: true }] },
      ],
    });
    assert.deepEqual(
      containers.map(({ mountPoints, volumesFrom }) => ({ mountPoints, volumesFrom })),
      [
        {
          mountPoints: [
            { containerPath: "/data", readOnly: true, sourceVolume: "data" },
            { containerPath: "/tmp", readOnly: false, sourceVolume: "scratch" },
          ],
          volumesFrom: undefined,
        },
        { mountPoints: undefined, volumesFrom: [{ readOnly: true, sourceContainer: "app" }] },
      ],
    );
  });

  it("pain 20: shows no difference for volumes and mounts in another order, or AWS's defaults spelt out", async () => {
    const one = await make({
      volumes: [data, scratch],
      containers: [
        {
          ...app,
          mountPoints: [
            { sourceVolume: "data", containerPath: "/data" },
            { sourceVolume: "scratch", containerPath: "/tmp" },
          ],
        },
      ],
    });
    const other = await make({
      volumes: [scratch, { name: "data", efs: { ...data.efs, rootDirectory: "/" } }],
      containers: [
        {
          ...app,
          mountPoints: [
            { sourceVolume: "scratch", containerPath: "/tmp", readOnly: false },
            { sourceVolume: "data", containerPath: "/data" },
          ],
        },
      ],
    });
    assert.deepEqual(other.inputs, one.inputs);
    assert.deepEqual(other.statements, one.statements);
  });

  const faults: [string, Partial<TaskDefinitionArgs>, string, RegExp][] = [
    ["two volumes of one name", { volumes: [data, data] }, "volumes[1].name", /got "data" twice; /],
    [
      "an ARN for a file system's id",
      { volumes: [{ name: "data", efs: { fileSystemId: "arn:aws:x:y:1:file-system/fs-1" } }] },
      "volumes[0].efs.fileSystemId",
      /fileSystemId' must be (?:an|the) id.*; "fs-0123456789abcdef0" works/,
    ],
    [
      "a file system whose id no policy could name",
      { volumes: [{ name: "data", efs: { fileSystemId: "fs-\u0100" } }] },
      "volumes[0].efs.fileSystemId",
      /fileSystemId' must be (?:an|the) id.*; "fs-0123456789abcdef0" works/,
    ],
    [
      "an ARN for an access point's id",
      { volumes: [{ name: "data", efs: { fileSystemId: "fs-1", accessPointId: "arn:a" } }] },
      "volumes[0].efs.accessPointId",
      /accessPointId' must be (?:an|the) id.*; "fsap-0123456789abcdef0" works/,
    ],
    [
      "a folder beside an access point, though the ids are not known",
      {
        volumes: [
          {
            name: "data",
            efs: {
              fileSystemId: pulumi.output(Promise.resolve("fs-1")),
              accessPointId: pulumi.output(Promise.resolve("fsap-1")),
              rootDirectory: "/orders",
            },
          },
        ],
      },
      "volumes[0].efs.rootDirectory",
      /must be "\/" beside 'accessPointId'/,
    ],
    [
      "a mount of a volume that is not there",
      { containers: [{ ...app, mountPoints: [{ sourceVolume: "x", containerPath: "/x" }] }] },
      "containers[0].mountPoints[0].sourceVolume",
      /got "x"; the volumes are none/,
    ],
    [
      "mounts of a container that is not there",
      { containers: [{ ...app, volumesFrom: [{ sourceContainer: "x" }] }] },
      "containers[0].volumesFrom[0].sourceContainer",
      /got "x"; the others are none/,
    ],
  ];
  for (const [fault, args, propertyPath, message] of faults) {
    it(`refuses ${fault}`, () => {
      assert.throws(() => new TaskDefinition("orders", { containers: [app], ...args }), {
        propertyPath,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
