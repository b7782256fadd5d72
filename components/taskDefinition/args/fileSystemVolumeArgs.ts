import type * as pulumi from "@pulumi/pulumi";

/**
 * A file system of EFS. Its mount targets must let the task's security group in at port 2049.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html
 */
export interface EfsVolumeArgs {
  /** Id of the file system, such as `fs-0123456789abcdef0`. */
  fileSystemId: pulumi.Input<string>;
  /**
   * Id of the access point, such as `fsap-0123456789abcdef0`; the task role may then mount by it alone.
   *
   * @default - none; a program that runs as root then writes as an anonymous user
   */
  accessPointId?: pulumi.Input<string>;
  /**
   * An access point that is made for the task, in the place of `accessPointId`; the task role may then mount by it alone.
   * The name of the volume must then be plain text.
   *
   * @default - none
   */
  accessPoint?: EfsAccessPointArgs;
  /**
   * Folder of the file system that is mounted. An access point has its own, so beside one it must be `/`.
   *
   * @default "/"
   */
  rootDirectory?: pulumi.Input<string>;
  /**
   * Port of the instance that encrypted data is sent by, 1 to 65535.
   *
   * @default - chosen by the mount helper of EFS
   */
  transitEncryptionPort?: pulumi.Input<number>;
}

/**
 * An access point: a folder of a file system that looks like the whole, and the user as whom all writing is done.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
 */
export interface EfsAccessPointArgs {
  /** Absolute path in the file system of at most 100 characters and 4 folders; made where it is missing. */
  path: pulumi.Input<string>;
  /**
   * Id of the user that writes, and that a new folder belongs to.
   *
   * @default 1000
   */
  uid?: pulumi.Input<number>;
  /**
   * Id of the group that writes, and that a new folder belongs to.
   *
   * @default 1000
   */
  gid?: pulumi.Input<number>;
  /**
   * Up to 16 ids of groups that the user is in beside `gid`.
   *
   * @default - none
   */
  secondaryGids?: pulumi.Input<pulumi.Input<number>[]>;
  /**
   * Rights of a new folder, as 3 or 4 octal digits.
   *
   * @default "0755"
   */
  permissions?: pulumi.Input<string>;
}

/**
 * A file system of S3 Files, on Fargate and Managed Instances with Linux. Its mount targets must let the task's security
 * group in at port 2049.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html
 */
export interface S3FilesVolumeArgs {
  /** ARN of the file system, which ends in `file-system/` and its id. */
  fileSystemArn: pulumi.Input<string>;
  /** ARN of the bucket behind it, which tasks read directly. */
  bucketArn: pulumi.Input<string>;
  /**
   * ARN of the access point; the task role may then mount by it alone.
   *
   * @default - none
   */
  accessPointArn?: pulumi.Input<string>;
  /**
   * Folder of the file system that is mounted. An access point has its own, so beside one it must be `/`.
   *
   * @default "/"
   */
  rootDirectory?: pulumi.Input<string>;
  /**
   * Port of the instance that encrypted data is sent by, 1 to 65535.
   *
   * @default - chosen by the mount helper
   */
  transitEncryptionPort?: pulumi.Input<number>;
}

/**
 * A file system of FSx for Windows File Server. The instances must be in its domain; the execution role may find it and read
 * `credentialsParameter`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html
 */
export interface FsxWindowsFileServerVolumeArgs {
  /** Id of the file system, such as `fs-0123456789abcdef0`. */
  fileSystemId: pulumi.Input<string>;
  /** Folder of the file system that is mounted, such as `share`. */
  rootDirectory: pulumi.Input<string>;
  /** ARN of the secret, or of the parameter of SSM, with the `username` and the `password` that may mount it. */
  credentialsParameter: pulumi.Input<string>;
  /** Whole name of the domain of Active Directory, such as `corp.example.com`. */
  domain: pulumi.Input<string>;
  /**
   * ARN of the customer managed key that `credentialsParameter` is encrypted with, which the execution role may then decrypt
   * with.
   *
   * @default - the AWS managed key, which needs no grant
   */
  kmsKeyArn?: pulumi.Input<string>;
}
