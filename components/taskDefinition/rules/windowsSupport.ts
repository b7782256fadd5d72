import type { Problem } from "../../rules/problem.js";

/** What the rules of Windows read of a container. */
export interface WindowsContainer {
  name: string;
  privileged?: boolean | undefined;
  readonlyRootFilesystem?: boolean | undefined;
  initProcessEnabled?: boolean | undefined;
  gpuCount?: number | undefined;
  /** Arguments that Linux alone has; what is there counts, not what it says. */
  capabilities?: object | undefined;
  linuxParameters?: object | undefined;
  ulimits?: readonly unknown[] | undefined;
  systemControls?: object | undefined;
}

/** What the rules of Windows read of a task definition apart from its size and its containers. */
export interface WindowsTask {
  architecture?: string | undefined;
  requiresCompatibilities: readonly string[];
  /** Whether an argument is given that runs a container of Linux, or mounts what Linux alone can. */
  hasEphemeralStorage?: boolean | undefined;
  hasLogRouter?: boolean | undefined;
  hasOpenTelemetry?: boolean | undefined;
  hasPidMode?: boolean | undefined;
  hasIpcMode?: boolean | undefined;
  volumes?: readonly { name: string; isEfs: boolean; isEbs: boolean }[] | undefined;
}

/** Whether an operating system, as AWS names it, is Windows. */
export function isWindows(operatingSystem: string | undefined): boolean {
  return operatingSystem?.startsWith("WINDOWS") ?? false;
}

/**
 * The first parameter of a container that Windows does not have, with the path below the container.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html
 */
export function windowsContainerProblem(container: WindowsContainer): Problem | undefined {
  const { privileged, readonlyRootFilesystem, initProcessEnabled, gpuCount } = container;
  const { capabilities, linuxParameters, ulimits = [], systemControls } = container;
  const given = {
    privileged: privileged === true,
    readonlyRootFilesystem: readonlyRootFilesystem === true,
    initProcessEnabled: initProcessEnabled === true,
    gpuCount: gpuCount !== undefined,
    capabilities: capabilities !== undefined,
    linuxParameters: linuxParameters !== undefined,
    ulimits: ulimits.length > 0,
    systemControls: systemControls !== undefined && Object.keys(systemControls).length > 0,
  };
  const path = Object.entries(given).find(([, is]) => is)?.[0];
  if (path === undefined) return undefined;
  const reason = `'${path}' of container '${container.name}' is not for Windows; leave it out`;
  return { path, reason };
}

/**
 * The first argument of a task definition that Windows does not have.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html
 */
export function windowsTaskProblem(task: WindowsTask): Problem | undefined {
  const { architecture, requiresCompatibilities, volumes = [] } = task;
  if (architecture === "arm64") {
    const reason = `'architecture' must be amd64 for Windows, got "arm64"; leave it out`;
    return { path: "architecture", reason };
  }
  if (requiresCompatibilities.includes("MANAGED_INSTANCES")) {
    const reason = `'requiresCompatibilities' may hold FARGATE and EC2 for Windows, got "MANAGED_INSTANCES"; ["FARGATE"] works`;
    return { path: "requiresCompatibilities", reason };
  }
  const isFargate = requiresCompatibilities.includes("FARGATE");
  const given = {
    ephemeralStorageGiB: task.hasEphemeralStorage,
    logRouter: task.hasLogRouter,
    openTelemetry: task.hasOpenTelemetry,
    pidMode: task.hasPidMode,
    ipcMode: task.hasIpcMode,
  };
  const path = Object.entries(given).find(([, is]) => is === true)?.[0];
  if (path !== undefined) {
    return { path, reason: `'${path}' is not for Windows; leave it out` };
  }
  for (const [i, { name, isEfs, isEbs }] of volumes.entries()) {
    if (!isEfs && !(isEbs && isFargate)) continue;
    const argument = isEfs ? "efs" : "ebs";
    const where = isEfs ? "Windows" : "Windows on Fargate";
    const reason = `'${argument}' of volume '${name}' is not for ${where}; leave it out`;
    return { path: `volumes[${i}].${argument}`, reason };
  }
  return undefined;
}
