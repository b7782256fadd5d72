import type { Checks } from "../argument/checks.js";
import type { ContainerArgs } from "./args/containerArgs.js";
import { outlineContainers } from "./outlineContainer.js";
import { CONTAINER_OUTLINES } from "./rules/containerOutlines.js";
import { accessPointProblem } from "./rules/volume/efsAccessPoint.js";
import { fsxPlatformProblem, fsxTextProblem } from "./rules/volume/fsxVolume.js";
import {
  S3_FILES_ARNS,
  s3FilesArnProblem,
  s3FilesPlatformProblem,
} from "./rules/volume/s3FilesVolume.js";
import { volumeIdProblem, volumesProblem } from "./rules/volume/volumeRules.js";
import type { Problem } from "../rules/problem.js";
import { below } from "../rules/problem.js";
import type { EfsVolumeArgs } from "./args/fileSystemVolumeArgs.js";
import type { TaskVolumeArgs } from "./args/taskVolumeArgs.js";

/**
 * Decides on a task's volumes and its containers' mounts. Ids, which are outputs as a rule, are looked at by
 * themselves, so that they hold no other rule back.
 *
 * @param placed Says where the containers stand in the arguments.
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideVolumes(
  checks: Checks,
  volumes: readonly TaskVolumeArgs[],
  containers: readonly ContainerArgs[],
  placed: (problem: Problem | undefined) => Problem | undefined = (problem) => problem,
): void {
  checks.check(
    {
      volumes: volumes.map(outline),
      containers: outlineContainers(containers, CONTAINER_OUTLINES.mounts),
    },
    (known) => placed(volumesProblem(known.volumes, known.containers)),
  );
  for (const [i, { name, efs }] of volumes.entries()) {
    if (!efs) continue;
    const path = `volumes[${i}].efs`;
    decideAccessPoint(checks, { name, efs }, i);
    checks.check(efs.fileSystemId, (id) =>
      volumeIdProblem(`${path}.fileSystemId`, "fileSystemId", id, "fs-0123456789abcdef0"),
    );
    if (efs.accessPointId === undefined) continue;
    checks.check(efs.accessPointId, (id) =>
      volumeIdProblem(`${path}.accessPointId`, "accessPointId", id, "fsap-0123456789abcdef0"),
    );
  }
}

/**
 * Decides on a task's volumes of FSx, by themselves: who may mount them is an output as a rule.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideFsxVolumes(
  checks: Checks,
  volumes: readonly TaskVolumeArgs[],
  isWindows: boolean,
): void {
  checks.check(
    volumes.map(({ name, fsxWindowsFileServer: fsx }) => ({ name, isFsx: fsx !== undefined })),
    (known) => fsxPlatformProblem(known, isWindows),
  );
  for (const [i, { name, fsxWindowsFileServer: fsx }] of volumes.entries()) {
    if (!fsx) continue;
    const { fileSystemId, credentialsParameter, domain } = fsx;
    checks.check({ name, credentialsParameter, domain }, (known) =>
      below(`volumes[${i}]`, fsxTextProblem(known.name, known)),
    );
    const path = `volumes[${i}].fsxWindowsFileServer.fileSystemId`;
    checks.check(fileSystemId, (id) =>
      volumeIdProblem(path, "fileSystemId", id, "fs-0123456789abcdef0"),
    );
  }
}

/**
 * Decides on a task's volumes of S3 Files: each ARN by itself, which is an output as a rule.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideS3FilesVolumes(
  checks: Checks,
  volumes: readonly TaskVolumeArgs[],
  platform: { requiresCompatibilities: readonly string[]; isWindows: boolean },
): void {
  checks.check(
    volumes.map(({ name, s3Files }) => ({ name, isS3Files: s3Files !== undefined })),
    (known) => s3FilesPlatformProblem(known, platform),
  );
  for (const [i, { name, s3Files }] of volumes.entries()) {
    for (const argument of S3_FILES_ARNS) {
      const arn = s3Files?.[argument];
      if (arn === undefined) continue;
      checks.check({ name, arn }, (known) =>
        below(`volumes[${i}]`, s3FilesArnProblem(known.name, argument, known.arn)),
      );
    }
  }
}

function decideAccessPoint(
  checks: Checks,
  { name, efs }: { name: TaskVolumeArgs["name"]; efs: EfsVolumeArgs },
  i: number,
): void {
  const { accessPoint, accessPointId } = efs;
  if (!accessPoint) return;
  const path = `volumes[${i}].efs.accessPoint`;
  if (accessPointId !== undefined) {
    const reason = `'accessPoint' makes an access point in the place of 'accessPointId', got both; leave one out`;
    checks.fail({ path, reason });
  }
  if (typeof name !== "string") {
    const reason = `'name' of a volume with an 'accessPoint', which is named after it, must be plain text, got an output; "data" works`;
    checks.fail({ path: `volumes[${i}].name`, reason });
  }
  checks.check({ name, accessPoint }, (known) =>
    below(`volumes[${i}]`, accessPointProblem(known.name, known.accessPoint)),
  );
}

function outline(volume: TaskVolumeArgs) {
  const { name, efs, s3Files, ebs, fsxWindowsFileServer, docker, hostPath } = volume;
  const { sizeGiB, volumeType, iops, throughput, encrypted, fileSystemType } = ebs ?? {};
  return {
    name,
    efs: efs && {
      hasAccessPoint: efs.accessPointId !== undefined || efs.accessPoint !== undefined,
      rootDirectory: efs.rootDirectory,
      transitEncryptionPort: efs.transitEncryptionPort,
    },
    s3Files: s3Files && {
      hasAccessPoint: s3Files.accessPointArn !== undefined,
      rootDirectory: s3Files.rootDirectory,
      transitEncryptionPort: s3Files.transitEncryptionPort,
    },
    fsxWindowsFileServer: fsxWindowsFileServer && {},
    ebs: ebs && {
      sizeGiB,
      volumeType,
      iops,
      throughput,
      encrypted,
      fileSystemType,
      // What is there counts, and not its text, which is an output as a rule.
      kmsKeyArn: ebs.kmsKeyArn === undefined ? undefined : "",
      snapshotId: ebs.snapshotId === undefined ? undefined : "",
    },
    docker: docker && { scope: docker.scope, autoprovision: docker.autoprovision },
    hostPath,
  };
}
