import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { TaskDefinitionArgs, TaskVolumeArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/fsx";
const WINDOWS: Partial<TaskDefinitionArgs> = {
  requiresCompatibilities: ["EC2"],
  operatingSystem: "WINDOWS_SERVER_2022_CORE",
};
const app = {
  name: "app",
  image: `registry.example.com/app@${DIGEST}`,
  memory: 512,
  mountPoints: [{ sourceVolume: "share", containerPath: "C:\\share" }],
};
const fsxWindowsFileServer = {
  fileSystemId: "fs-0123456789abcdef0",
  rootDirectory: "share",
  credentialsParameter: PARAMETER,
  domain: "corp.example.com",
};

describe("TaskDefinition: file systems of other makes", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  function define(volume: Partial<TaskVolumeArgs>, args: Partial<TaskDefinitionArgs>) {
    const volumes = [{ name: "share", ...volume }];
    return new TaskDefinition("orders", { containers: [app], volumes, ...args });
  }

  it("mounts FSx for Windows File Server, by what the execution role may read", async () => {
    const credentialsParameter = pulumi.output(PARAMETER);
    define({ fsxWindowsFileServer: { ...fsxWindowsFileServer, credentialsParameter } }, WINDOWS);
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    assert.deepEqual(inputs.volumes, [
      {
        name: "share",
        fsxWindowsFileServerVolumeConfiguration: {
          fileSystemId: "fs-0123456789abcdef0",
          rootDirectory: "share",
          authorizationConfig: { credentialsParameter: PARAMETER, domain: "corp.example.com" },
        },
      },
    ]);
    const role = mock.resource("aws:iam/rolePolicy:RolePolicy", "orders-execution");
    const { Statement } = JSON.parse(String(role.inputs.policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    assert.deepEqual(
      Statement.slice(-2).map(({ Action, Resource }) => [Action.join(), Resource.join()]),
      [
        [
          "fsx:DescribeFileSystems",
          "arn:aws:fsx:us-east-1:123456789012:file-system/fs-0123456789abcdef0",
        ],
        ["ssm:GetParameters", PARAMETER],
      ],
    );
  });

  it("sends to EFS by a port that is given", async () => {
    const efs = { fileSystemId: "fs-1", transitEncryptionPort: 20049 };
    define({ efs }, { containers: [{ ...app, mountPoints: [] }] });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    assert.deepEqual(inputs.volumes, [
      {
        name: "share",
        efsVolumeConfiguration: {
          fileSystemId: "fs-1",
          transitEncryption: "ENABLED",
          transitEncryptionPort: 20049,
          authorizationConfig: { iam: "ENABLED" },
        },
      },
    ]);
  });

  const fsx = (edit: object) => ({ fsxWindowsFileServer: { ...fsxWindowsFileServer, ...edit } });
  const faults: [string, Partial<TaskVolumeArgs>, Partial<TaskDefinitionArgs>, string, RegExp][] = [
    [
      "FSx on Fargate",
      fsx({}),
      { operatingSystem: "WINDOWS_SERVER_2022_CORE" },
      "volumes[0].fsxWindowsFileServer",
      /is not for Fargate; leave it out, or run the task on instances$/,
    ],
    [
      "FSx on Linux",
      fsx({}),
      { requiresCompatibilities: ["EC2"] },
      "volumes[0].fsxWindowsFileServer",
      /is for Windows, got Linux; /,
    ],
    [
      "FSx without a domain",
      fsx({ domain: "" }),
      WINDOWS,
      "volumes[0].fsxWindowsFileServer.domain",
      /must be a whole domain name, got ""; /,
    ],
    [
      "the ARN of a file system of FSx",
      fsx({ fileSystemId: "arn:aws:fsx:us-east-1:1:file-system/fs-1" }),
      WINDOWS,
      "volumes[0].fsxWindowsFileServer.fileSystemId",
      /fileSystemId' must be the id of a file system, got "arn:aws:fsx/,
    ],
    [
      "FSx and a folder of the instance",
      { ...fsx({}), hostPath: "C:\\share" },
      WINDOWS,
      "volumes[0].hostPath",
      /must have one of 'efs', 's3Files', 'ebs', 'fsxWindowsFileServer', 'docker' and 'hostPath', got fsxWindowsFileServer and hostPath; /,
    ],
    [
      "port 0 to EFS",
      { efs: { fileSystemId: "fs-1", transitEncryptionPort: 0 } },
      {},
      "volumes[0].efs.transitEncryptionPort",
      /must be a whole number from 1 to 65535, got 0; leave it out, or 20049 works$/,
    ],
  ];
  for (const [title, volume, args, propertyPath, message] of faults) {
    it(`refuses ${title}, before anything is registered`, () => {
      assert.throws(() => define(volume, args), { name: "ArgumentError", propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }
});
