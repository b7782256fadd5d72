import { wholeNumberRule } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import { firstItemProblem } from "../../rules/problem.js";
import type { CapabilitiesSpec } from "./containerSettings.js";
import { fargateContainerProblem, INSTANCE_PARAMETERS } from "./fargateSupport.js";
import type { LinuxParametersSpec } from "./linuxParameters.js";
import { linuxParametersProblem } from "./linuxParameters.js";
import type { WindowsContainer } from "./windowsSupport.js";
import { windowsContainerProblem } from "./windowsSupport.js";

/** What a container asks of the capacity and the operating system that it runs on. */
export interface PlatformContainer
  extends Omit<WindowsContainer, "capabilities" | "linuxParameters"> {
  startTimeout?: number | undefined;
  stopTimeout?: number | undefined;
  capabilities?: CapabilitiesSpec | undefined;
  linuxParameters?: LinuxParametersSpec | undefined;
  links?: readonly string[] | undefined;
  /** What is there counts, and not what it says. */
  dnsServers?: readonly unknown[] | undefined;
  dnsSearchDomains?: readonly unknown[] | undefined;
  extraHosts?: readonly unknown[] | undefined;
  dockerSecurityOptions?: readonly unknown[] | undefined;
  disableNetworking?: boolean | undefined;
}

/** Where containers run. */
export interface ContainerPlatform {
  isFargate: boolean;
  isWindows: boolean;
}

/** The first thing that a task's containers ask for and do not get where they run. */
export function containerPlatformProblem(
  containers: readonly PlatformContainer[],
  platform: ContainerPlatform,
): Problem | undefined {
  return firstItemProblem(
    "containers",
    containers,
    (container) =>
      (platform.isWindows ? windowsContainerProblem(container) : undefined) ??
      (platform.isFargate ? onFargate(container) : onInstances(container)) ??
      linuxParametersProblem(container.name, container.linuxParameters ?? {}),
  );
}

function onFargate(container: PlatformContainer): Problem | undefined {
  const { name, privileged, startTimeout, stopTimeout, capabilities, gpuCount } = container;
  if (gpuCount !== undefined) {
    const reason = `'gpuCount' of container '${name}' is not for Fargate, got ${gpuCount}; leave it out, or run the task on instances`;
    return { path: "gpuCount", reason };
  }
  const given = Object.entries(container.linuxParameters ?? {});
  return fargateContainerProblem({
    name,
    privileged,
    startTimeout,
    stopTimeout,
    addedCapabilities: capabilities?.add,
    linuxParameters: given.filter(([, value]) => value !== undefined).map(([key]) => key),
    links: container.links,
    instanceParameters: INSTANCE_PARAMETERS.filter((key) => isGiven(container[key])),
  });
}

function isGiven(value: readonly unknown[] | boolean | undefined): boolean {
  return typeof value === "object" ? value.length > 0 : value === true;
}

function onInstances(container: PlatformContainer): Problem | undefined {
  const { name, gpuCount, startTimeout, stopTimeout } = container;
  const gpuRule = gpuCount === undefined ? undefined : wholeNumberRule(gpuCount, 1);
  if (gpuRule !== undefined) {
    const reason = `'gpuCount' of container '${name}' must be ${gpuRule}, got ${gpuCount}; leave it out for none`;
    return { path: "gpuCount", reason };
  }
  for (const [path, seconds] of Object.entries({ startTimeout, stopTimeout })) {
    const rule = seconds === undefined ? undefined : wholeNumberRule(seconds, 0);
    if (rule === undefined) continue;
    const reason = `'${path}' of container '${name}' must be ${rule} seconds, got ${seconds}; 30 works`;
    return { path, reason };
  }
  return undefined;
}
