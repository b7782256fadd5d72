import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { S3FilesVolumeArgs, TaskDefinitionArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { modelFaults } from "../../model/modelFaults.js";
import { DIGEST } from "../support/imageDigest.js";

const FILES = "arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0";
const ACCESS_POINT = `${FILES}/access-point/fsap-0123456789abcdef0`;
const BUCKET = "arn:aws:s3:::orders";
const files = { fileSystemArn: FILES, bucketArn: BUCKET };

describe("TaskDefinition: file systems of S3 Files", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  function define(
    s3Files: S3FilesVolumeArgs,
    args: Partial<TaskDefinitionArgs> = {},
    readOnly?: boolean,
  ) {
    const mountPoints = [
      { sourceVolume: "data", containerPath: "/data", ...(readOnly && { readOnly }) },
    ];
    const app = { name: "app", image: `registry.example.com/app@${DIGEST}`, mountPoints };
    const volumes = [{ name: "data", s3Files }];
    return new TaskDefinition("orders", { containers: [app], volumes, ...args });
  }

  async function made(...[s3Files, args, readOnly]: Parameters<typeof define>) {
    define(s3Files, args, readOnly);
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    const { policy } = mock.resource("aws:iam/rolePolicy:RolePolicy", "orders-task").inputs;
    const { Statement } = JSON.parse(String(policy)) as {
      Statement: { Action: string[]; Resource: string[]; Condition?: object }[];
    };
    return { volumes: inputs.volumes, statements: Statement };
  }

  it("mounts the file system, which the task role may write to and whose bucket it may read", async () => {
    const { volumes, statements } = await made(files);
    assert.deepEqual(volumes, [
      { name: "data", s3filesVolumeConfiguration: { fileSystemArn: FILES } },
    ]);
    assert.deepEqual(
      statements.map(({ Action, Resource, Condition }) => [Action, Resource, Condition]),
      [
        [["s3files:ClientMount", "s3files:ClientWrite"], [FILES], undefined],
        [["s3:ListBucket"], [BUCKET], undefined],
        [["s3:GetObject", "s3:GetObjectVersion"], [`${BUCKET}/*`], undefined],
      ],
    );
    assert.deepEqual(modelFaults(mock.resources), []);
  });

  it("mounts by an access point alone, and to read alone", async () => {
    const accessPointArn = pulumi.output(ACCESS_POINT);
    const { volumes, statements } = await made({ ...files, accessPointArn }, {}, true);
    assert.deepEqual(volumes, [
      {
        name: "data",
        s3filesVolumeConfiguration: { fileSystemArn: FILES, accessPointArn: ACCESS_POINT },
      },
    ]);
    assert.deepEqual(statements[0]?.Action, ["s3files:ClientMount"]);
    assert.deepEqual(statements[0].Condition, {
      StringEquals: { "s3files:AccessPointArn": ACCESS_POINT },
    });
  });

  it("mounts a folder by a port that is given, on Managed Instances too", async () => {
    const requiresCompatibilities = ["MANAGED_INSTANCES" as const];
    const volume = { ...files, rootDirectory: "/reports", transitEncryptionPort: 20_049 };
    const { volumes } = await made(volume, { requiresCompatibilities, cpu: 256, memory: 512 });
    assert.deepEqual(volumes, [
      {
        name: "data",
        s3filesVolumeConfiguration: {
          fileSystemArn: FILES,
          rootDirectory: "/reports",
          transitEncryptionPort: 20_049,
        },
      },
    ]);
  });

  it("says the whole file system and no folder in one way", async () => {
    const { volumes } = await made({ ...files, rootDirectory: "/" });
    assert.deepEqual(volumes, [
      { name: "data", s3filesVolumeConfiguration: { fileSystemArn: FILES } },
    ]);
  });

  const WINDOWS = "WINDOWS_SERVER_2022_CORE" as const;
  const faults: [
    string,
    Partial<S3FilesVolumeArgs>,
    Partial<TaskDefinitionArgs>,
    string,
    RegExp,
  ][] = [
    [
      "S3 Files on instances",
      {},
      { requiresCompatibilities: ["FARGATE", "EC2"] },
      "",
      /is for Linux on Fargate and Managed Instances, got 'requiresCompatibilities' EC2; /,
    ],
    ["S3 Files with Windows", {}, { operatingSystem: WINDOWS, cpu: 1024 }, "", /got Windows; /],
    [
      "an id of a file system",
      { fileSystemArn: "fs-0123456789abcdef0" },
      {},
      ".fileSystemArn",
      /'fileSystemArn' of volume 'data' must be a whole ARN, got "fs-0123456789abcdef0"; "arn:/,
    ],
    ["a name of a bucket", { bucketArn: "orders" }, {}, ".bucketArn", /got "orders"; "arn:/],
    [
      "an access point of EFS",
      { accessPointArn: "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0" },
      {},
      ".accessPointArn",
      /'accessPointArn' of volume 'data' must be a whole ARN, got "arn:aws:elasticfilesystem:/,
    ],
    [
      "a folder beside an access point",
      { accessPointArn: ACCESS_POINT, rootDirectory: "/reports" },
      {},
      ".rootDirectory",
      /must be "\/" beside 'accessPointArn', which has its own folder, got "\/reports"; leave it out$/,
    ],
    ["a relative folder", { rootDirectory: "reports" }, {}, ".rootDirectory", /"\/reports" works$/],
    ["port 0", { transitEncryptionPort: 0 }, {}, ".transitEncryptionPort", /got 0; leave it out/],
  ];
  for (const [title, volume, args, path, message] of faults) {
    it(`refuses ${title}, before anything is registered`, () => {
      const propertyPath = `volumes[0].s3Files${path}`;
      const refusal = { name: "ArgumentError", propertyPath, message };
      assert.throws(() => define({ ...files, ...volume }, args), refusal);
      assert.deepEqual(mock.resources, []);
    });
  }

  it("refuses two kinds of file system in one volume", () => {
    const volumes = [{ name: "data", efs: { fileSystemId: "fs-1" }, s3Files: files }];
    assert.throws(
      () =>
        new TaskDefinition("orders", {
          containers: [{ name: "app", image: `registry.example.com/app@${DIGEST}` }],
          volumes,
        }),
      { propertyPath: "volumes[0].s3Files", message: /must have one of 'efs', 's3Files', 'ebs', / },
    );
  });
});
