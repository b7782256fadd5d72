import { isEcsName } from "../../../rules/legalName.js";
import type { Problem } from "../../../rules/problem.js";
import { firstItemProblem } from "../../../rules/problem.js";
import { leadsTo, namesBut } from "../otherContainers.js";
import type { EbsVolume } from "./ebsVolume.js";
import { ebsVolumeProblem } from "./ebsVolume.js";
import { isPort } from "../../../rules/portRange.js";

/** What the rules read of a volume. */
export interface VolumeOutline {
  name: string;
  efs?: MountedFolder | undefined;
  s3Files?: MountedFolder | undefined;
  /** What is there counts. */
  fsxWindowsFileServer?: object | undefined;
  ebs?: EbsVolume | undefined;
  docker?: DockerVolume | undefined;
  hostPath?: string | undefined;
}

/** The folder of a file system that is mounted, and how. */
export interface MountedFolder {
  hasAccessPoint: boolean;
  rootDirectory?: string | undefined;
  transitEncryptionPort?: number | undefined;
}

/** A volume that Docker manages on an instance. */
export interface DockerVolume {
  scope?: string | undefined;
  autoprovision?: boolean | undefined;
}

/** What the rules read of a container that mounts volumes. */
export interface MountOutline {
  name: string;
  mountPoints?: readonly { sourceVolume: string; containerPath: string }[] | undefined;
  volumesFrom?: readonly { sourceContainer: string }[] | undefined;
}

/**
 * The first rule that a task's volumes, or its containers' mounts, break (O5).
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html
 */
export function volumesProblem(
  volumes: readonly VolumeOutline[],
  containers: readonly MountOutline[],
): Problem | undefined {
  return (
    firstItemProblem("volumes", volumes, (volume, i) => {
      const before = volumes.slice(0, i);
      return volumeProblem(volume, before) ?? kindProblem(volume, before);
    }) ??
    firstItemProblem(
      "containers",
      containers,
      (container) => mountProblem(container, volumes) ?? sourceProblem(container, containers),
    )
  );
}

/** Why a volume is illegal after those before it; nothing when it is legal. */
export function volumeProblem(
  { name, efs, s3Files }: VolumeOutline,
  before: readonly VolumeOutline[],
): Problem | undefined {
  if (!isEcsName(name)) {
    const reason = `'name' of a volume must be 1 to 255 letters, digits, hyphens or underscores, got ${JSON.stringify(name)}; "data" works`;
    return { path: "name", reason };
  }
  if (before.some((other) => other.name === name)) {
    const reason = `'name' must differ between volumes, got "${name}" twice; "${name}-2" works`;
    return { path: "name", reason };
  }
  return (
    (efs && folderProblem(name, efs, { at: "efs", accessPoint: "accessPointId" })) ??
    (s3Files && folderProblem(name, s3Files, { at: "s3Files", accessPoint: "accessPointArn" }))
  );
}

function folderProblem(
  name: string,
  { hasAccessPoint, rootDirectory = "/", transitEncryptionPort: port }: MountedFolder,
  { at, accessPoint }: { at: string; accessPoint: string },
): Problem | undefined {
  if (port !== undefined && !isPort(port)) {
    const reason = `'transitEncryptionPort' of volume '${name}' must be a whole number from 1 to 65535, got ${port}; leave it out, or 20049 works`;
    return { path: `${at}.transitEncryptionPort`, reason };
  }
  if (!rootDirectory.startsWith("/")) {
    const reason = `'rootDirectory' of volume '${name}' must be an absolute path, got ${JSON.stringify(rootDirectory)}; "/${rootDirectory}" works`;
    return { path: `${at}.rootDirectory`, reason };
  }
  if (!hasAccessPoint || rootDirectory === "/") return undefined;
  const reason = `'rootDirectory' of volume '${name}' must be "/" beside '${accessPoint}', which has its own folder, got "${rootDirectory}"; leave it out`;
  return { path: `${at}.rootDirectory`, reason };
}

/** Why a volume cannot be of its kind; nothing when it can. */
function kindProblem(volume: VolumeOutline, before: readonly VolumeOutline[]): Problem | undefined {
  const { name, efs, s3Files, ebs, fsxWindowsFileServer, docker, hostPath } = volume;
  const given = { efs, s3Files, ebs, fsxWindowsFileServer, docker, hostPath };
  const kinds = Object.entries(given).filter(([, kind]) => kind);
  const [first, second] = kinds.map(([kind]) => kind);
  if (first !== undefined && second !== undefined) {
    const reason = `volume '${name}' must have one of 'efs', 's3Files', 'ebs', 'fsxWindowsFileServer', 'docker' and 'hostPath', got ${first} and ${second}; leave one out`;
    return { path: second, reason };
  }
  const other = ebs && before.find((earlier) => earlier.ebs);
  if (other) {
    const reason = `'ebs' may stand in one volume of a task, got it in '${other.name}' and '${name}'; leave one out`;
    return { path: "ebs", reason };
  }
  if (docker?.autoprovision === true && docker.scope !== "shared") {
    const reason = `'autoprovision' of volume '${name}' is for scope shared, got "${docker.scope ?? "task"}"; leave it out`;
    return { path: "docker.autoprovision", reason };
  }
  return ebs && ebsVolumeProblem(name, ebs);
}

/** Paths of Linux, of Windows, and Windows' named pipes, such as Docker's own. */
const ABSOLUTE_PATH = /^(\/|[A-Za-z]:([\\/]|$)|\\\\[.?]\\)/;

/**
 * The first volume that a container mounts in vain.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 */
export function mountProblem(
  { name, mountPoints = [] }: MountOutline,
  volumes: readonly VolumeOutline[],
): Problem | undefined {
  for (const [i, { sourceVolume, containerPath }] of mountPoints.entries()) {
    const path = `mountPoints[${i}]`;
    if (!volumes.some((volume) => volume.name === sourceVolume)) {
      const all = volumes.map((volume) => `'${volume.name}'`).join(", ");
      const reason = `'sourceVolume' of container '${name}' must name a volume of the task, got "${sourceVolume}"; the volumes are ${all === "" ? "none" : all}`;
      return { path: `${path}.sourceVolume`, reason };
    }
    if (!ABSOLUTE_PATH.test(containerPath)) {
      const reason = `'containerPath' of container '${name}' must be an absolute path, got ${JSON.stringify(containerPath)}; "/${containerPath}" works`;
      return { path: `${path}.containerPath`, reason };
    }
    if (mountPoints.findIndex((other) => other.containerPath === containerPath) < i) {
      const reason = `'containerPath' must differ between the mount points of container '${name}', got "${containerPath}" twice; leave one out`;
      return { path: `${path}.containerPath`, reason };
    }
  }
  return undefined;
}

const TAKES_FROM = {
  entriesOf: ({ volumesFrom }: MountOutline) => volumesFrom,
  nameIn: ({ sourceContainer }: { sourceContainer: string }) => sourceContainer,
};

/** The first container that another takes its mounts from in vain. */
export function sourceProblem(
  { name, volumesFrom = [] }: MountOutline,
  containers: readonly MountOutline[],
): Problem | undefined {
  for (const [i, { sourceContainer }] of volumesFrom.entries()) {
    const path = `volumesFrom[${i}].sourceContainer`;
    const others = containers.filter((container) => container.name !== name);
    const source = others.find((container) => container.name === sourceContainer);
    if (!source) {
      const reason = `'volumesFrom' of container '${name}' must name another container of the task, got "${sourceContainer}"; the others are ${namesBut(name, containers)}`;
      return { path, reason };
    }
    if (volumesFrom.findIndex((other) => other.sourceContainer === sourceContainer) < i) {
      const reason = `'volumesFrom' of container '${name}' must name each container once, got "${sourceContainer}" twice; leave one out`;
      return { path, reason };
    }
    if (leadsTo(source, name, containers, TAKES_FROM)) {
      const reason = `'volumesFrom' must not form a circle, got '${name}' and '${sourceContainer}' taking from each other; leave one out`;
      return { path, reason };
    }
  }
  return undefined;
}

/** Why an id of a volume's file system or access point is none; nothing when it may be one. */
export function volumeIdProblem(
  path: string,
  argument: string,
  id: string,
  example: string,
): Problem | undefined {
  if (!/^[\w.-]+$/.test(id)) {
    const reason = `'${argument}' must be an id, not an ARN or a path, got ${JSON.stringify(id)}; "${example}" works`;
    return { path, reason };
  }
  const reason = otherKindProblem(argument, id, example);
  return reason === undefined ? undefined : { path, reason };
}

/**
 * Why an id, or an ARN that ends in one, is of another kind of thing, as a mount target's is no file system's; nothing when it
 * may be right. What is no id at all may be a name that an instance finds: ECS has a plain text there, and EFS
 * "fs-[0-9a-f]{8,40}" and "fsap-[0-9a-f]{8,40}" (FileSystemId and AccessPointId of its API).
 */
export function otherKindProblem(
  argument: string,
  id: string,
  example: string,
): string | undefined {
  const [kind = ""] = example.split("-", 1);
  const [, got] = /(?:^|[:/])([a-z]+)-[0-9a-f]{8,40}$/.exec(id) ?? [];
  if (got === undefined || got === kind) return undefined;
  return `'${argument}' must begin with "${kind}-", got ${JSON.stringify(id)}; "${example}" works`;
}
