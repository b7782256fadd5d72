import type { Problem } from "../../../rules/problem.js";
import type { AllowStatement } from "../../../rules/policyDocument.js";

/** A volume of EBS that ECS makes for each task and deletes with it. */
export interface EbsVolume {
  sizeGiB?: number | undefined;
  volumeType?: string | undefined;
  iops?: number | undefined;
  /** MiB a second. */
  throughput?: number | undefined;
  encrypted?: boolean | undefined;
  kmsKeyArn?: string | undefined;
  snapshotId?: string | undefined;
  fileSystemType?: string | undefined;
}

/** What EBS offers of each type: sizes in GiB, and operations a second where they can be asked for. */
const TYPES: Readonly<Record<string, { size: [number, number]; iops?: [number, number] }>> = {
  gp3: { size: [1, 16384], iops: [3000, 16000] },
  gp2: { size: [1, 16384] },
  io2: { size: [4, 16384], iops: [100, 256000] },
  io1: { size: [4, 16384], iops: [100, 64000] },
  st1: { size: [125, 16384] },
  sc1: { size: [125, 16384] },
  standard: { size: [1, 1024] },
};
const THROUGHPUT: [number, number] = [125, 1000];
const FILE_SYSTEMS = ["xfs", "ext4", "ext3", "ntfs"];

/**
 * The first setting of a volume that EBS would refuse, with the path below the volume.
 *
 * @param name Name of the volume.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceManagedEBSVolumeConfiguration.html
 */
export function ebsVolumeProblem(name: string, ebs: EbsVolume): Problem | undefined {
  const { sizeGiB, volumeType = "gp3", iops, throughput, snapshotId, fileSystemType } = ebs;
  const problem = (argument: string, rule: string) => ({
    path: `ebs.${argument}`,
    reason: `'${argument}' of volume '${name}' ${rule}`,
  });
  const type = Object.hasOwn(TYPES, volumeType) ? TYPES[volumeType] : undefined;
  if (!type) {
    const all = Object.keys(TYPES).join(", ");
    return problem("volumeType", `must be one of ${all}, got "${volumeType}"; "gp3" works`);
  }
  if (sizeGiB === undefined && snapshotId === undefined) {
    return problem("sizeGiB", `must be set where there is no 'snapshotId', got neither; 20 works`);
  }
  if (iops !== undefined && !type.iops) {
    return problem("iops", `is not for type ${volumeType}, got ${iops}; leave it out`);
  }
  if (iops === undefined && volumeType.startsWith("io")) {
    return problem("iops", `must be set for type ${volumeType}, got nothing; 3000 works`);
  }
  if (throughput !== undefined && volumeType !== "gp3") {
    return problem("throughput", `is for type gp3 alone, got ${throughput}; leave it out`);
  }
  if (ebs.encrypted === false && ebs.kmsKeyArn !== undefined) {
    return problem(
      "kmsKeyArn",
      "is for encrypted volumes, and 'encrypted' is false; leave one out",
    );
  }
  if (fileSystemType !== undefined && !FILE_SYSTEMS.includes(fileSystemType)) {
    const rule = `must be one of ${FILE_SYSTEMS.join(", ")}, got "${fileSystemType}"; "xfs" works`;
    return problem("fileSystemType", rule);
  }
  const numbers: [string, number | undefined, [number, number] | undefined][] = [
    ["sizeGiB", sizeGiB, type.size],
    ["iops", iops, type.iops],
    ["throughput", throughput, THROUGHPUT],
  ];
  for (const [argument, value, range] of numbers) {
    if (value === undefined || !range) continue;
    const [min, max] = range;
    if (Number.isInteger(value) && value >= min && value <= max) continue;
    const rule = `must be a whole number from ${min} to ${max} for type ${volumeType}, got ${value}`;
    return problem(argument, `${rule}; ${value > max ? max : min} works`);
  }
  return undefined;
}

/** A task's volume of EBS when all outputs in it are known. */
export interface KnownEbsVolume extends EbsVolume {
  name: string;
  roleArn: string;
}

/** Why a task that whoever else but a service runs cannot have a disk of EBS; nothing where it has none. */
export function noDiskProblem(volume: { name: string } | undefined): Problem | undefined {
  if (!volume) return undefined;
  const reason = `'taskDefinition' has the EBS volume '${volume.name}', which a Service alone can give its tasks; use 'efs', or 'ephemeralStorageGiB'`;
  return { path: "taskDefinition", reason };
}

/** What `aws.ecs.Service` takes as its volume. */
export function serviceVolumeConfiguration(volume: KnownEbsVolume) {
  const { name, roleArn, sizeGiB, kmsKeyArn, iops, throughput, snapshotId } = volume;
  return {
    name,
    managedEbsVolume: {
      roleArn,
      encrypted: volume.encrypted ?? true,
      volumeType: volume.volumeType ?? "gp3",
      fileSystemType: volume.fileSystemType ?? "xfs",
      // Tags of the provider do not reach what ECS makes by themselves.
      tagSpecifications: [{ resourceType: "volume", propagateTags: "SERVICE" }],
      ...(sizeGiB !== undefined && { sizeInGb: sizeGiB }),
      ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
      ...(iops !== undefined && { iops }),
      ...(throughput !== undefined && { throughput }),
      ...(snapshotId !== undefined && { snapshotId }),
    },
  };
}

/**
 * What encrypting disks with a key of one's own needs beside.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-kms-encryption.html
 */
export function volumeKeyStatements(kmsKeyArn: string): AllowStatement[] {
  const resources = [kmsKeyArn];
  return [
    {
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
      resources,
    },
    {
      actions: ["kms:CreateGrant"],
      resources,
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
