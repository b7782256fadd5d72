import type * as pulumi from "@pulumi/pulumi";

/** A volume that a task's containers mount: of EFS, or empty and gone with the task. */
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
   * Folder of the file system that is mounted. An access point has its own, so beside one it must be `/`.
   *
   * @default "/"
   */
  rootDirectory?: pulumi.Input<string>;
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
