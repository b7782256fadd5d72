import type * as pulumi from "@pulumi/pulumi";

/** The types of EBS volumes. */
export const EbsVolumeType = {
  Gp3: "gp3",
  Gp2: "gp2",
  Io2: "io2",
  Io1: "io1",
  St1: "st1",
  Sc1: "sc1",
  Standard: "standard",
} as const;
/** The types of EBS volumes. */
export type EbsVolumeType = (typeof EbsVolumeType)[keyof typeof EbsVolumeType];

/** How long a Docker volume lives: as long as its task, or as long as its instance. */
export const DockerVolumeScope = { Task: "task", Shared: "shared" } as const;
/** How long a Docker volume lives: as long as its task, or as long as its instance. */
export type DockerVolumeScope = (typeof DockerVolumeScope)[keyof typeof DockerVolumeScope];

/** A volume that a task's containers mount: by one of `efs`, `ebs`, `fsxWindowsFileServer`, `docker` and `hostPath`, or empty and gone with the task. */
export interface TaskVolumeArgs {
  /** Name, 1 to 255 letters, digits, hyphens or underscores, different within the task. */
  name: pulumi.Input<string>;
  /**
   * File system that keeps what is written, encrypted on the way. The task role is allowed to mount it, and to write
   * to it where a container mounts it writable.
   *
   * @default - a volume on the task's own disk, empty at the start and lost at the end
   */
  efs?: EfsVolumeArgs;
  /**
   * Disk that ECS makes for each task and deletes with it. One volume of a task may have it, and `Service` alone runs such
   * tasks.
   *
   * @default - no such disk
   */
  ebs?: EbsVolumeArgs;
  /**
   * File system of FSx for Windows File Server, on instances with Windows.
   *
   * @default - no such file system
   */
  fsxWindowsFileServer?: FsxWindowsFileServerVolumeArgs;
  /**
   * Volume that Docker manages on the instance. Fargate refuses it.
   *
   * @default - no such volume
   */
  docker?: DockerVolumeArgs;
  /**
   * Path on the instance that is mounted. Fargate refuses it.
   *
   * @default - none
   */
  hostPath?: pulumi.Input<string>;
}

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
 * A disk of EBS, one for each task. A role is made that lets ECS attach it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html
 */
export interface EbsVolumeArgs {
  /**
   * Size in GiB: 1 to 16384, from 4 for io1 and io2, from 125 for st1 and sc1, up to 1024 for standard.
   *
   * @default - that of the snapshot, without which it must be given
   */
  sizeGiB?: pulumi.Input<number>;
  /**
   * Type of the disk.
   *
   * @default "gp3"
   * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
   */
  volumeType?: pulumi.Input<EbsVolumeType>;
  /**
   * Operations a second: 3000 to 16000 for gp3, 100 to 64000 for io1, 100 to 256000 for io2, which must have it.
   *
   * @default - 3000 for gp3
   */
  iops?: pulumi.Input<number>;
  /**
   * MiB a second of gp3, 125 to 1000.
   *
   * @default - 125
   */
  throughput?: pulumi.Input<number>;
  /**
   * Whether the disk is encrypted.
   *
   * @default true
   */
  encrypted?: pulumi.Input<boolean>;
  /**
   * ARN of the KMS key that encrypts the disk.
   *
   * @default - the account's own key for EBS
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * Id of the snapshot that each disk starts with.
   *
   * @default - an empty disk
   */
  snapshotId?: pulumi.Input<string>;
  /**
   * File system of the disk: `xfs`, `ext4`, `ext3`, or `ntfs` for Windows; that of the snapshot where there is one.
   *
   * @default "xfs"
   */
  fileSystemType?: pulumi.Input<string>;
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

/**
 * A volume that Docker manages on an instance.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/docker-volumes.html
 */
export interface DockerVolumeArgs {
  /**
   * How long the volume lives.
   *
   * @default "task"
   */
  scope?: pulumi.Input<DockerVolumeScope>;
  /**
   * Whether a volume of scope `shared` is made where it is missing.
   *
   * @default false
   */
  autoprovision?: pulumi.Input<boolean>;
  /**
   * Driver of Docker that the instances have.
   *
   * @default - Docker's `local`
   */
  driver?: pulumi.Input<string>;
  /**
   * Options of the driver.
   *
   * @default - none
   */
  driverOpts?: Record<string, pulumi.Input<string>>;
  /**
   * Labels of the volume.
   *
   * @default - none
   */
  labels?: Record<string, pulumi.Input<string>>;
}

/** Where a container finds a volume. */
export interface ContainerMountPointArgs {
  /** Name of the volume. */
  sourceVolume: pulumi.Input<string>;
  /** Absolute path in the container, different within it. */
  containerPath: pulumi.Input<string>;
  /**
   * Whether the container may only read.
   *
   * @default false
   */
  readOnly?: pulumi.Input<boolean>;
}

/** Mounts all that another container mounts, at the same paths. */
export interface ContainerVolumeFromArgs {
  /** Name of the other container. */
  sourceContainer: pulumi.Input<string>;
  /**
   * Whether the container may only read.
   *
   * @default false
   */
  readOnly?: pulumi.Input<boolean>;
}
