import type { Checks } from "./checks.js";
import type { ContainerArgs } from "./containerArgs.js";
import { volumeIdProblem, volumesProblem } from "./ecs/volumeRules.js";
import type { TaskVolumeArgs } from "./taskVolumeArgs.js";

/**
 * Decides on a task's volumes and its containers' mounts. Ids, which are outputs as a rule, are looked at by
 * themselves, so that they hold no other rule back.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideVolumes(
  checks: Checks,
  volumes: readonly TaskVolumeArgs[],
  containers: readonly ContainerArgs[],
): void {
  checks.whenKnown(
    { volumes: volumes.map(outline), containers: containers.map(mounts) },
    (known) => volumesProblem(known.volumes, known.containers),
    () => undefined,
  );
  for (const [i, { efs }] of volumes.entries()) {
    if (!efs) continue;
    const path = `volumes[${i}].efs`;
    checks.whenKnown(
      efs.fileSystemId,
      (id) => volumeIdProblem(`${path}.fileSystemId`, "fileSystemId", id, "fs-0123456789abcdef0"),
      () => undefined,
    );
    if (efs.accessPointId === undefined) continue;
    checks.whenKnown(
      efs.accessPointId,
      (id) =>
        volumeIdProblem(`${path}.accessPointId`, "accessPointId", id, "fsap-0123456789abcdef0"),
      () => undefined,
    );
  }
}

function outline({ name, efs }: TaskVolumeArgs) {
  return {
    name,
    efs: efs && {
      hasAccessPoint: efs.accessPointId !== undefined,
      rootDirectory: efs.rootDirectory,
    },
  };
}

function mounts({ name, mountPoints, volumesFrom }: ContainerArgs) {
  return {
    name,
    mountPoints: mountPoints?.map(({ sourceVolume, containerPath }) => ({
      sourceVolume,
      containerPath,
    })),
    volumesFrom: volumesFrom?.map(({ sourceContainer }) => ({ sourceContainer })),
  };
}
