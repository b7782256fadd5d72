import type { AwsPlace, Statement } from "./secretSource.js";

/** A volume of a task; without `efs` it is on the task's own disk. */
export interface TaskVolume {
  name: string;
  efs?: EfsVolume | undefined;
}

interface EfsVolume {
  fileSystemId: string;
  accessPointId?: string | undefined;
  rootDirectory?: string | undefined;
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
    authorizationConfig: { accessPointId?: string; iam: string };
  };
}

/**
 * Volumes in their registered form: sorted, encrypted on the way, and mounted with the task's role.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html
 */
export function volumeConfigurations(volumes: readonly TaskVolume[]): VolumeConfiguration[] {
  return [...volumes]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, efs }) =>
      efs ? { name, efsVolumeConfiguration: efsConfiguration(efs) } : { name },
    );
}

function efsConfiguration({ fileSystemId, accessPointId, rootDirectory = "/" }: EfsVolume) {
  return {
    fileSystemId,
    ...(rootDirectory !== "/" && { rootDirectory }),
    transitEncryption: "ENABLED",
    authorizationConfig: { ...(accessPointId !== undefined && { accessPointId }), iam: "ENABLED" },
  };
}

/**
 * What the task role must be allowed, for exactly these file systems: to mount, by the access point alone where one is
 * given, and to write where a container mounts the volume writable.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export function efsStatements(
  volumes: readonly TaskVolume[],
  containers: readonly MountingContainer[],
  place: AwsPlace,
): Statement[] {
  const writable = new Set(
    containers
      .flatMap(({ mountPoints = [] }) => mountPoints)
      .filter(({ readOnly }) => readOnly !== true)
      .map(({ sourceVolume }) => sourceVolume),
  );
  const prefix = `arn:${place.partition}:elasticfilesystem:${place.region}:${place.account}`;
  return [...volumes]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, efs }) => {
      if (!efs) return [];
      const statement: Statement = {
        actions: [
          "elasticfilesystem:ClientMount",
          ...(writable.has(name) ? ["elasticfilesystem:ClientWrite"] : []),
        ],
        resources: [`${prefix}:file-system/${efs.fileSystemId}`],
      };
      if (efs.accessPointId === undefined) return [statement];
      const accessPoint = `${prefix}:access-point/${efs.accessPointId}`;
      const conditions = { StringEquals: { "elasticfilesystem:AccessPointArn": accessPoint } };
      return [{ ...statement, conditions }];
    });
}
