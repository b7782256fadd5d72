import type { Problem } from "../../../rules/problem.js";
import { firstItemProblem } from "../../../rules/problem.js";
import type { AllowStatement } from "../../../rules/policyDocument.js";

/** A file system of S3 Files, which shows a bucket as folders. */
export interface S3FilesVolume {
  fileSystemArn: string;
  bucketArn: string;
  accessPointArn?: string | undefined;
  rootDirectory?: string | undefined;
  transitEncryptionPort?: number | undefined;
}

/** Where a task runs, as far as S3 Files depends on it. */
interface S3FilesPlatform {
  requiresCompatibilities: readonly string[];
  isWindows: boolean;
}

/**
 * The first volume of S3 Files that is where S3 Files is not: Fargate and Managed Instances mount it, with Linux.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html
 */
export function s3FilesPlatformProblem(
  volumes: readonly { name: string; isS3Files: boolean }[],
  { requiresCompatibilities, isWindows }: S3FilesPlatform,
): Problem | undefined {
  if (!isWindows && !requiresCompatibilities.includes("EC2")) return undefined;
  const place = isWindows ? "Windows" : "'requiresCompatibilities' EC2";
  return firstItemProblem("volumes", volumes, ({ name, isS3Files }) => {
    if (!isS3Files) return undefined;
    const reason = `'s3Files' of volume '${name}' is for Linux on Fargate and Managed Instances, got ${place}; leave it out, or use 'efs' on Linux`;
    return { path: "s3Files", reason };
  });
}

const FILE_SYSTEM = "arn:aws[a-z-]*:s3files:[a-z0-9-]+:\\d{12}:file-system/fs-[0-9a-f]{17,40}";
const EXAMPLE = "arn:aws:s3files:eu-west-1:123456789012:file-system/fs-0123456789abcdef0";

/** What the ARNs of a volume of S3 Files look like, by the arguments. */
const ARNS = {
  fileSystemArn: { pattern: new RegExp(`^${FILE_SYSTEM}$`), example: EXAMPLE },
  bucketArn: { pattern: /^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}$/, example: "arn:aws:s3:::orders" },
  accessPointArn: {
    pattern: new RegExp(`^${FILE_SYSTEM}/access-point/fsap-[0-9a-f]{17,40}$`),
    example: `${EXAMPLE}/access-point/fsap-0123456789abcdef0`,
  },
} as const;

/** Arguments of a volume of S3 Files that are ARNs. */
export const S3_FILES_ARNS = Object.keys(ARNS) as (keyof typeof ARNS)[];

/** Why an ARN of a volume of S3 Files is none of its kind; nothing when it may be one. */
export function s3FilesArnProblem(
  name: string,
  argument: keyof typeof ARNS,
  arn: string,
): Problem | undefined {
  const { pattern, example } = ARNS[argument];
  if (pattern.test(arn)) return undefined;
  const reason = `'${argument}' of volume '${name}' must be a whole ARN, got ${JSON.stringify(arn)}; "${example}" works`;
  return { path: `s3Files.${argument}`, reason };
}

/** A volume of S3 Files as `aws.ecs.TaskDefinition` takes it. */
export function s3FilesConfiguration(volume: S3FilesVolume) {
  const { fileSystemArn, accessPointArn, rootDirectory = "/", transitEncryptionPort } = volume;
  return {
    fileSystemArn,
    ...(accessPointArn !== undefined && { accessPointArn }),
    ...(rootDirectory !== "/" && { rootDirectory }),
    ...(transitEncryptionPort !== undefined && { transitEncryptionPort }),
  };
}

/**
 * What the task role must be allowed for one volume: to mount, by the access point alone where one is given, to write where
 * a container does, and to read objects where they lie, as S3 Files has its clients do.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-security-iam.html
 */
export function s3FilesStatements(volume: S3FilesVolume, isWritable: boolean): AllowStatement[] {
  const { fileSystemArn, bucketArn, accessPointArn } = volume;
  return [
    {
      actions: ["s3files:ClientMount", ...(isWritable ? ["s3files:ClientWrite"] : [])],
      resources: [fileSystemArn],
      ...(accessPointArn !== undefined && {
        conditions: { StringEquals: { "s3files:AccessPointArn": accessPointArn } },
      }),
    },
    { actions: ["s3:ListBucket"], resources: [bucketArn] },
    { actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: [`${bucketArn}/*`] },
  ];
}
