import type * as pulumi from "@pulumi/pulumi";

import type {
  EfsVolumeArgs,
  FsxWindowsFileServerVolumeArgs,
  S3FilesVolumeArgs,
} from "./fileSystemVolumeArgs.js";

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

/** A volume that a task's containers mount: by one of `efs`, `s3Files`, `ebs`, `fsxWindowsFileServer`, `docker` and `hostPath`, or empty and gone with the task. */
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
   * A bucket as a file system, by S3 Files. The task role is allowed to mount it, to write to it where a container mounts
   * it writable, and to read the bucket.
   *
   * @default - no such file system
   */
  s3Files?: S3FilesVolumeArgs;
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
