import type { FsxVolume } from "./fsxVolume.js";
import { fsxConfiguration } from "./fsxVolume.js";
import type { S3FilesVolume } from "./s3FilesVolume.js";
import { s3FilesConfiguration, s3FilesStatements } from "./s3FilesVolume.js";
import type { AllowStatement } from "../../../rules/policyDocument.js";
import type { AwsPlace } from "../../../rules/awsPlace.js";

/** A volume of a task; without `efs` it is on the task's own disk. */
export interface TaskVolume {
  name: string;
  efs?: EfsVolume | undefined;
  s3Files?: S3FilesVolume | undefined;
  /** What is there counts: its settings are for who runs the task. */
  ebs?: object | undefined;
  fsxWindowsFileServer?: FsxVolume | undefined;
  docker?: DockerVolume | undefined;
  hostPath?: string | undefined;
}

interface DockerVolume {
  scope?: string | undefined;
  autoprovision?: boolean | undefined;
  driver?: string | undefined;
  driverOpts?: Readonly<Record<string, string>> | undefined;
  labels?: Readonly<Record<string, string>> | undefined;
}

interface EfsVolume {
  fileSystemId: string;
  accessPointId?: string | undefined;
  rootDirectory?: string | undefined;
  transitEncryptionPort?: number | undefined;
}

/** What is read of a container that mounts volumes. */
export interface MountingContainer {
  mountPoints?: readonly MountPoint[] | undefined;
}

interface MountPoint {
  sourceVolume: string;
  containerPath: string;
  readOnly?: boolean | undefined;
}

/** A task's volumes as `aws.ecs.TaskDefinition` takes them, in one order. */
export interface VolumeConfiguration {
  name: string;
  efsVolumeConfiguration?: {
    fileSystemId: string;
    rootDirectory?: string;
    transitEncryption: string;
    transitEncryptionPort?: number;
    authorizationConfig: { accessPointId?: string; iam: string };
  };
  s3filesVolumeConfiguration?: ReturnType<typeof s3FilesConfiguration>;
  configureAtLaunch?: boolean;
  fsxWindowsFileServerVolumeConfiguration?: ReturnType<typeof fsxConfiguration>;
  dockerVolumeConfiguration?: {
    scope: string;
    autoprovision?: boolean;
    driver?: string;
    driverOpts?: Record<string, string>;
    labels?: Record<string, string>;
  };
  hostPath?: string;
}

/**
 * Volumes in their registered form: sorted, encrypted on the way, and mounted with the task's role.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html
 */
export function volumeConfigurations(volumes: readonly TaskVolume[]): VolumeConfiguration[] {
  return [...volumes]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, efs, s3Files, ebs, fsxWindowsFileServer: fsx, docker, hostPath }) => ({
      name,
      ...(efs && { efsVolumeConfiguration: efsConfiguration(efs) }),
      ...(s3Files && { s3filesVolumeConfiguration: s3FilesConfiguration(s3Files) }),
      ...(ebs && { configureAtLaunch: true }),
      ...(fsx && { fsxWindowsFileServerVolumeConfiguration: fsxConfiguration(fsx) }),
      ...(docker && { dockerVolumeConfiguration: dockerConfiguration(docker) }),
      ...(hostPath !== undefined && { hostPath }),
    }));
}

function dockerConfiguration(docker: DockerVolume) {
  const { scope = "task", autoprovision, driver, driverOpts, labels } = docker;
  return {
    scope,
    // ECS takes it for a shared volume alone.
    ...(scope === "shared" && { autoprovision: autoprovision ?? false }),
    ...(driver !== undefined && { driver }),
    ...(driverOpts && { driverOpts: { ...driverOpts } }),
    ...(labels && { labels: { ...labels } }),
  };
}

function efsConfiguration(efs: EfsVolume) {
  const { fileSystemId, accessPointId, rootDirectory = "/", transitEncryptionPort } = efs;
  return {
    fileSystemId,
    ...(rootDirectory !== "/" && { rootDirectory }),
    transitEncryption: "ENABLED",
    ...(transitEncryptionPort !== undefined && { transitEncryptionPort }),
    authorizationConfig: { ...(accessPointId !== undefined && { accessPointId }), iam: "ENABLED" },
  };
}

/**
 * What the task role must be allowed, for exactly these file systems: to mount, by the access point alone where one is
 * given, and to write where a container mounts the volume writable.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export function fileSystemStatements(
  volumes: readonly TaskVolume[],
  containers: readonly MountingContainer[],
  place: AwsPlace,
): AllowStatement[] {
  const writable = new Set(
    containers
      .flatMap(({ mountPoints = [] }) => mountPoints)
      .filter(({ readOnly }) => readOnly !== true)
      .map(({ sourceVolume }) => sourceVolume),
  );
  return [...volumes]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, efs, s3Files }) => [
      ...(efs ? [efsStatement(efs, writable.has(name), place)] : []),
      ...(s3Files ? s3FilesStatements(s3Files, writable.has(name)) : []),
    ]);
}

function efsStatement(efs: EfsVolume, isWritable: boolean, place: AwsPlace): AllowStatement {
  const prefix = `arn:${place.partition}:elasticfilesystem:${place.region}:${place.account}`;
  const accessPoint = `${prefix}:access-point/${efs.accessPointId ?? ""}`;
  return {
    actions: [
      "elasticfilesystem:ClientMount",
      ...(isWritable ? ["elasticfilesystem:ClientWrite"] : []),
    ],
    resources: [`${prefix}:file-system/${efs.fileSystemId}`],
    ...(efs.accessPointId !== undefined && {
      conditions: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPoint } },
    }),
  };
}
