import { wholeNumberRule } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";

/** Memory, swap and devices of a container on Linux; sizes in MiB. */
export interface LinuxParametersSpec {
  devices?: readonly DeviceSpec[] | undefined;
  sharedMemorySize?: number | undefined;
  tmpfs?: readonly TmpfsSpec[] | undefined;
  maxSwap?: number | undefined;
  swappiness?: number | undefined;
}

/** A device of the instance that a container sees. */
export interface DeviceSpec {
  hostPath: string;
  containerPath?: string | undefined;
  permissions?: readonly string[] | undefined;
}

/** A folder of a container that is in memory. */
export interface TmpfsSpec {
  containerPath: string;
  /** Most MiB that it may hold. */
  size: number;
  mountOptions?: readonly string[] | undefined;
}

const PERMISSIONS = ["read", "write", "mknod"];

/**
 * The first of a container's Linux parameters that ECS would refuse on any capacity, with the path below the container.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html
 */
export function linuxParametersProblem(
  container: string,
  parameters: LinuxParametersSpec,
): Problem | undefined {
  const { devices = [], tmpfs = [], sharedMemorySize, maxSwap, swappiness } = parameters;
  return (
    numberProblem(container, "sharedMemorySize", sharedMemorySize, { min: 1, unit: " MiB" }) ??
    numberProblem(container, "maxSwap", maxSwap, { min: 0, unit: " MiB" }) ??
    numberProblem(container, "swappiness", swappiness, { min: 0, max: 100, unit: "" }) ??
    tmpfsProblem(container, tmpfs) ??
    devicesProblem(container, devices)
  );
}

function numberProblem(
  container: string,
  argument: string,
  value: number | undefined,
  { min, max = Infinity, unit }: { min: number; max?: number; unit: string },
): Problem | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) {
    return undefined;
  }
  const path = `linuxParameters.${argument}`;
  const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  const reason = `'${path}' of container '${container}' must be a whole number ${range}${unit}, got ${value}; ${value > max ? max : 64} works`;
  return { path, reason };
}

function tmpfsProblem(container: string, mounts: readonly TmpfsSpec[]): Problem | undefined {
  for (const [i, { containerPath, size }] of mounts.entries()) {
    const path = `linuxParameters.tmpfs[${i}]`;
    if (!containerPath.startsWith("/")) {
      const reason = `'linuxParameters.tmpfs' of container '${container}' must have an absolute 'containerPath', got ${JSON.stringify(containerPath)}; "/${containerPath}" works`;
      return { path: `${path}.containerPath`, reason };
    }
    if (mounts.findIndex((other) => other.containerPath === containerPath) < i) {
      const reason = `'linuxParameters.tmpfs' of container '${container}' must mount each path once, got "${containerPath}" twice; leave one out`;
      return { path: `${path}.containerPath`, reason };
    }
    const rule = wholeNumberRule(size, 1);
    if (rule === undefined) continue;
    const reason = `'size' of "${containerPath}" of container '${container}' must be ${rule} MiB, got ${size}; 64 works`;
    return { path: `${path}.size`, reason };
  }
  return undefined;
}

function devicesProblem(container: string, devices: readonly DeviceSpec[]): Problem | undefined {
  for (const [i, { hostPath, containerPath = hostPath, permissions = [] }] of devices.entries()) {
    const path = `linuxParameters.devices[${i}]`;
    for (const [argument, value] of Object.entries({ hostPath, containerPath })) {
      if (value.startsWith("/")) continue;
      const reason = `'linuxParameters.devices' of container '${container}' must have an absolute '${argument}', got ${JSON.stringify(value)}; "/dev/fuse" works`;
      return { path: `${path}.${argument}`, reason };
    }
    const wrong = permissions.find((permission) => !PERMISSIONS.includes(permission));
    if (wrong === undefined) continue;
    const reason = `'permissions' of device "${hostPath}" of container '${container}' must be read, write or mknod, got "${wrong}"; leave it out for all three`;
    return { path: `${path}.permissions`, reason };
  }
  return undefined;
}

/**
 * Whether a device is an accelerator of Inferentia or Trainium.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-inference-task-def.html
 */
export function isNeuronDevice(hostPath: string): boolean {
  return /^\/dev\/neuron\d+$/.test(hostPath);
}
