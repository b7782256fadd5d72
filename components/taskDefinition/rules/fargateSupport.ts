import type { Problem } from "../../rules/problem.js";

/** What Fargate's rules read of a container, in the API's words; the component's arguments have the same ones. */
export interface FargateContainer {
  name: string;
  privileged?: boolean | undefined;
  startTimeout?: number | undefined;
  stopTimeout?: number | undefined;
  logDriver?: string | undefined;
  links?: readonly string[] | undefined;
  addedCapabilities?: readonly string[] | undefined;
  /** Kinds of `resourceRequirements`, such as `GPU`. */
  resourceRequirements?: readonly string[] | undefined;
  /** Keys of `linuxParameters`. */
  linuxParameters?: readonly string[] | undefined;
  /** Those of `INSTANCE_PARAMETERS` that are given. */
  instanceParameters?: readonly string[] | undefined;
}

/** What Fargate's rules read of a task definition apart from its containers. */
export interface FargateTask {
  networkMode?: string | undefined;
  pidMode?: string | undefined;
  ipcMode?: string | undefined;
  placementConstraints?: readonly unknown[] | undefined;
  /** Disk in GiB. */
  ephemeralStorageGiB?: number | undefined;
  volumes?: readonly FargateVolume[] | undefined;
}

/** What Fargate's rules read of a volume. */
interface FargateVolume {
  name: string;
  /** Whether Docker manages it, on the instance. */
  isDocker?: boolean | undefined;
  /** Whether it is one of FSx for Windows File Server. */
  isFsx?: boolean | undefined;
  /** Path on the instance. */
  hostPath?: string | undefined;
}

const LOG_DRIVERS = ["awsfirelens", "awslogs", "splunk"];
/** Those of the instance; Fargate offers `tmpfs` since January 2026. */
const HOST_PARAMETERS = ["devices", "maxSwap", "sharedMemorySize", "swappiness"];

/** Parameters of a container that are for instances alone; an empty list, or `false`, is as none. */
export const INSTANCE_PARAMETERS = [
  "disableNetworking",
  "dnsSearchDomains",
  "dnsServers",
  "dockerSecurityOptions",
  "extraHosts",
] as const;

/**
 * The first of Fargate's rules that a container breaks (O2), with the path below the container.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export function fargateContainerProblem(container: FargateContainer): Problem | undefined {
  const { name, privileged, logDriver, links = [], instanceParameters = [] } = container;
  const problem = (path: string, rule: string) => ({
    path,
    reason: `'${path}' of container '${name}' ${rule}`,
  });
  if (privileged === true) {
    return problem("privileged", "must be false on Fargate, got true; leave it out");
  }
  if (links.length > 0) {
    return problem(
      "links",
      `must be empty on Fargate, whose containers reach each other at localhost, got "${links[0] ?? ""}"; leave it out`,
    );
  }
  const [parameter] = instanceParameters;
  if (parameter !== undefined) {
    return problem(parameter, "is not for Fargate; leave it out, or run the task on instances");
  }
  if (logDriver !== undefined && !LOG_DRIVERS.includes(logDriver)) {
    return problem(
      "logConfiguration.logDriver",
      `must be awsfirelens, awslogs or splunk on Fargate, got "${logDriver}"; "awslogs" works`,
    );
  }
  return (
    deviceProblem(container) ??
    timeoutProblem(container, "startTimeout") ??
    timeoutProblem(container, "stopTimeout")
  );
}

function deviceProblem(container: FargateContainer): Problem | undefined {
  const {
    name,
    addedCapabilities = [],
    resourceRequirements = [],
    linuxParameters = [],
  } = container;
  const capability = addedCapabilities.find((added) => added !== "SYS_PTRACE");
  if (capability !== undefined) {
    const reason = `'capabilities.add' of container '${name}' may hold SYS_PTRACE alone on Fargate, got "${capability}"; leave it out`;
    return { path: "capabilities.add", reason };
  }
  if (resourceRequirements.includes("GPU")) {
    const reason = `'resourceRequirements' of container '${name}' may not ask for a GPU on Fargate; leave it out, or run the task on instances`;
    return { path: "resourceRequirements", reason };
  }
  const parameter = linuxParameters.find((key) => HOST_PARAMETERS.includes(key));
  if (parameter === undefined) return undefined;
  const reason = `'linuxParameters.${parameter}' of container '${name}' is not for Fargate; leave it out`;
  return { path: `linuxParameters.${parameter}`, reason };
}

function timeoutProblem(
  container: FargateContainer,
  argument: "startTimeout" | "stopTimeout",
): Problem | undefined {
  const seconds = container[argument];
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= 2 && seconds <= 120)) {
    return undefined;
  }
  const reason = `'${argument}' of container '${container.name}' must be a whole number from 2 to 120 seconds on Fargate, got ${seconds}; ${seconds > 120 ? 120 : 30} works`;
  return { path: argument, reason };
}

/**
 * The first of Fargate's rules that a task definition breaks apart from its size and its containers (O2).
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export function fargateTaskProblem(task: FargateTask): Problem | undefined {
  const { networkMode, pidMode, ipcMode, placementConstraints = [] } = task;
  if (networkMode !== undefined && networkMode !== "awsvpc") {
    const reason = `'networkMode' must be awsvpc on Fargate, got "${networkMode}"; "awsvpc" works`;
    return { path: "networkMode", reason };
  }
  if (pidMode !== undefined && pidMode !== "task") {
    const reason = `'pidMode' must be task on Fargate, got "${pidMode}"; leave it out`;
    return { path: "pidMode", reason };
  }
  if (ipcMode !== undefined) {
    return {
      path: "ipcMode",
      reason: `'ipcMode' is not for Fargate, got "${ipcMode}"; leave it out`,
    };
  }
  if (placementConstraints.length > 0) {
    const reason = `'placementConstraints' must be empty on Fargate, got ${placementConstraints.length}; leave it out`;
    return { path: "placementConstraints", reason };
  }
  return storageProblem(task.ephemeralStorageGiB) ?? volumeProblem(task.volumes);
}

function volumeProblem(volumes: readonly FargateVolume[] = []): Problem | undefined {
  for (const [i, { name, isDocker, isFsx, hostPath }] of volumes.entries()) {
    if (isFsx === true) {
      const reason = `'fsxWindowsFileServer' of volume '${name}' is not for Fargate; leave it out, or run the task on instances`;
      return { path: `volumes[${i}].fsxWindowsFileServer`, reason };
    }
    if (isDocker === true) {
      const reason = `'docker' of volume '${name}' is not for Fargate, which has no instance; leave it out, or use 'efs'`;
      return { path: `volumes[${i}].docker`, reason };
    }
    if (hostPath !== undefined) {
      const reason = `'hostPath' of volume '${name}' is not for Fargate, which has no instance, got "${hostPath}"; leave it out`;
      return { path: `volumes[${i}].hostPath`, reason };
    }
  }
  return undefined;
}

function storageProblem(gib: number | undefined): Problem | undefined {
  if (gib === undefined || (Number.isInteger(gib) && gib >= 21 && gib <= 200)) return undefined;
  return {
    path: "ephemeralStorageGiB",
    reason: `'ephemeralStorageGiB' must be a whole number from 21 to 200 GiB, got ${gib}; leave it out for 20 GiB`,
  };
}
