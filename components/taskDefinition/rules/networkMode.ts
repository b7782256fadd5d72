import { listedByOr } from "../../rules/listInWords.js";
import type { Problem } from "../../rules/problem.js";

/** What decides on the network modes that a task may have. */
export interface NetworkedTask {
  networkMode: string;
  requiresCompatibilities: readonly string[];
  isWindows: boolean;
}

/** Network modes of tasks on instances with Linux. */
const LINUX_MODES = ["awsvpc", "bridge", "host", "none"];
/** Those on instances with Windows: `default` is Docker's NAT, for which nothing is registered. */
const WINDOWS_MODES = ["awsvpc", "default"];

/**
 * Why a task's operating system or capacity does not have its network mode; nothing when it does. What Fargate has is
 * for `fargateTaskProblem` to say.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
 */
export function networkModeProblem(task: NetworkedTask): Problem | undefined {
  const { networkMode, requiresCompatibilities, isWindows } = task;
  const path = "networkMode";
  const modes = isWindows ? WINDOWS_MODES : LINUX_MODES;
  if (!modes.includes(networkMode)) {
    const reason = `'${path}' must be ${listedByOr(modes)} for ${isWindows ? "Windows" : "Linux"}, got "${networkMode}"; leave it out for awsvpc`;
    return { path, reason };
  }
  if (networkMode === "bridge" && requiresCompatibilities.includes("MANAGED_INSTANCES")) {
    const reason = `'${path}' must be awsvpc, host or none on Managed Instances, got "${networkMode}"; leave it out for awsvpc`;
    return { path, reason };
  }
  if (networkMode === "awsvpc" && requiresCompatibilities.includes("EXTERNAL")) {
    const reason = `'${path}' must be bridge, host or none on instances outside AWS (EXTERNAL), got "${networkMode}"; "bridge" works`;
    return { path, reason };
  }
  return undefined;
}

/** The first argument whose added container the others could not reach in a network mode. */
export function addedContainersProblem(
  networkMode: string,
  added: { logRouter?: object | undefined; openTelemetry?: object | undefined },
): Problem | undefined {
  if (added.logRouter && networkMode === "none") {
    const reason = `'logRouter' needs a network, got 'networkMode' none; leave 'logRouter' out`;
    return { path: "logRouter", reason };
  }
  if (!added.openTelemetry || networkMode === "awsvpc" || networkMode === "host") return undefined;
  const reason = `'openTelemetry' needs 'networkMode' awsvpc or host, in which containers reach it at localhost, got ${networkMode}; leave 'openTelemetry' out`;
  return { path: "openTelemetry", reason };
}

/**
 * Why faults may not be injected into a task of a network mode; nothing where they may.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fault-injection.html
 */
export function faultInjectionProblem(networkMode: string): Problem | undefined {
  if (networkMode === "awsvpc" || networkMode === "host") return undefined;
  const path = "enableFaultInjection";
  const reason = `'${path}' needs 'networkMode' "awsvpc" or "host", got "${networkMode}"; "awsvpc" works`;
  return { path, reason };
}

/** Whether each container has an address of its own behind its instance's, so that Docker translates its ports. */
export function isBehindInstance(networkMode: string): boolean {
  return networkMode === "bridge" || networkMode === "default";
}
