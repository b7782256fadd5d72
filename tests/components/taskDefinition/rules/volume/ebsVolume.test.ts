import assert from "node:assert/strict";

import type { EbsVolume } from "../../../../../components/taskDefinition/rules/volume/ebsVolume.js";
import {
  ebsVolumeProblem,
  noDiskProblem,
  serviceVolumeConfiguration,
  volumeKeyStatements,
} from "../../../../../components/taskDefinition/rules/volume/ebsVolume.js";

/** So that the disk has the service's tags. */
const tagSpecifications = [{ resourceType: "volume", propagateTags: "SERVICE" }];

describe("ebsVolume", () => {
  const legal: EbsVolume[] = [
    { sizeGiB: 1 },
    { snapshotId: "snap-1" },
    { sizeGiB: 16384, iops: 16000, throughput: 1000 },
    { sizeGiB: 4, volumeType: "io1", iops: 64000 },
    { sizeGiB: 4, volumeType: "io2", iops: 256000 },
    { sizeGiB: 125, volumeType: "st1" },
    { sizeGiB: 125, volumeType: "sc1" },
    { sizeGiB: 1024, volumeType: "standard" },
    { sizeGiB: 20, volumeType: "gp2", encrypted: true, kmsKeyArn: "arn", fileSystemType: "ext4" },
    { sizeGiB: 20, encrypted: false },
  ];
  for (const ebs of legal) {
    it(`lets be ${JSON.stringify(ebs)}`, () => {
      assert.equal(ebsVolumeProblem("data", ebs), undefined);
    });
  }

  const size = (volumeType: string, given: number, [min, max]: [number, number], works: number) =>
    [
      { sizeGiB: given, volumeType, ...(volumeType.startsWith("io") && { iops: 3000 }) },
      "sizeGiB",
      `must be a whole number from ${min} to ${max} for type ${volumeType}, got ${given}; ${works} works`,
    ] as [EbsVolume, string, string];
  const faults: [EbsVolume, string, string][] = [
    [{}, "sizeGiB", "must be set where there is no 'snapshotId', got neither; 20 works"],
    size("gp3", 0, [1, 16384], 1),
    size("gp2", 16385, [1, 16384], 16384),
    size("io1", 3, [4, 16384], 4),
    size("io2", 4.5, [4, 16384], 4),
    size("st1", 124, [125, 16384], 125),
    size("sc1", 124, [125, 16384], 125),
    size("standard", 1025, [1, 1024], 1024),
    ...["gp4", "toString"].map((volumeType): [EbsVolume, string, string] => [
      { sizeGiB: 20, volumeType },
      "volumeType",
      `must be one of gp3, gp2, io2, io1, st1, sc1, standard, got "${volumeType}"; "gp3" works`,
    ]),
    [
      { sizeGiB: 20, volumeType: "gp2", iops: 3000 },
      "iops",
      "is not for type gp2, got 3000; leave it out",
    ],
    [
      { sizeGiB: 20, volumeType: "io2" },
      "iops",
      "must be set for type io2, got nothing; 3000 works",
    ],
    [
      { sizeGiB: 20, iops: 2999 },
      "iops",
      "must be a whole number from 3000 to 16000 for type gp3, got 2999; 3000 works",
    ],
    [
      { sizeGiB: 20, volumeType: "io1", iops: 64001 },
      "iops",
      "must be a whole number from 100 to 64000 for type io1, got 64001; 64000 works",
    ],
    [
      { sizeGiB: 20, throughput: 1001 },
      "throughput",
      "must be a whole number from 125 to 1000 for type gp3, got 1001; 1000 works",
    ],
    [
      { sizeGiB: 20, volumeType: "gp2", throughput: 125 },
      "throughput",
      "is for type gp3 alone, got 125; leave it out",
    ],
    [
      { sizeGiB: 20, encrypted: false, kmsKeyArn: "arn" },
      "kmsKeyArn",
      "is for encrypted volumes, and 'encrypted' is false; leave one out",
    ],
    [
      { sizeGiB: 20, fileSystemType: "zfs" },
      "fileSystemType",
      `must be one of xfs, ext4, ext3, ntfs, got "zfs"; "xfs" works`,
    ],
  ];
  for (const [ebs, argument, rule] of faults) {
    it(`refuses ${JSON.stringify(ebs)}`, () => {
      assert.deepEqual(ebsVolumeProblem("data", ebs), {
        path: `ebs.${argument}`,
        reason: `'${argument}' of volume 'data' ${rule}`,
      });
    });
  }

  it("is encrypted, of gp3 and of xfs unless something else is said", () => {
    const volume = { name: "data", roleArn: "arn:role", sizeGiB: 20 };
    assert.deepEqual(serviceVolumeConfiguration(volume), {
      name: "data",
      managedEbsVolume: {
        roleArn: "arn:role",
        encrypted: true,
        volumeType: "gp3",
        fileSystemType: "xfs",
        tagSpecifications,
        sizeInGb: 20,
      },
    });
  });

  it("hands on all that is said", () => {
    const volume = {
      name: "data",
      roleArn: "arn:role",
      volumeType: "io2",
      iops: 3000,
      throughput: 125,
      encrypted: false,
      kmsKeyArn: "arn:key",
      snapshotId: "snap-1",
      fileSystemType: "ext4",
    };
    assert.deepEqual(serviceVolumeConfiguration(volume).managedEbsVolume, {
      roleArn: "arn:role",
      encrypted: false,
      volumeType: "io2",
      fileSystemType: "ext4",
      tagSpecifications,
      kmsKeyId: "arn:key",
      iops: 3000,
      throughput: 125,
      snapshotId: "snap-1",
    });
  });

  it("is encrypted with a key of one's own by grants for AWS's resources alone", () => {
    assert.deepEqual(volumeKeyStatements("arn:key"), [
      {
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
        resources: ["arn:key"],
      },
      {
        actions: ["kms:CreateGrant"],
        resources: ["arn:key"],
        conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });

  it("is for services alone", () => {
    assert.equal(noDiskProblem(undefined), undefined);
    assert.deepEqual(noDiskProblem({ name: "data" }), {
      path: "taskDefinition",
      reason:
        "'taskDefinition' has the EBS volume 'data', which a Service alone can give its tasks; use 'efs', or 'ephemeralStorageGiB'",
    });
  });
});
