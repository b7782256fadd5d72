import { isIP } from "node:net";

import type { Problem } from "../../rules/problem.js";
import { isPort } from "../../rules/portRange.js";

/** A container that a task's traffic goes through. */
export interface ProxyConfiguration {
  containerName: string;
  appPorts: readonly number[];
  proxyIngressPort: number;
  proxyEgressPort: number;
  ignoredUid?: number | undefined;
  ignoredGid?: number | undefined;
  egressIgnoredPorts?: readonly number[] | undefined;
  egressIgnoredIps?: readonly string[] | undefined;
}

/** What decides on whether a task may have a proxy. */
export interface ProxiedTask {
  networkMode: string;
  isWindows: boolean;
  containerNames: readonly string[];
  containerName: string;
}

/**
 * Why a task may not have a proxy, or not this one; nothing when it may.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html
 */
export function proxiedTaskProblem(task: ProxiedTask): Problem | undefined {
  const { networkMode, isWindows, containerNames, containerName } = task;
  const path = "proxyConfiguration";
  if (isWindows) return { path, reason: `'${path}' is not for Windows; leave it out` };
  if (networkMode !== "awsvpc") {
    const reason = `'${path}' is for 'networkMode' awsvpc, got ${networkMode}; leave '${path}' out`;
    return { path, reason };
  }
  if (containerNames.includes(containerName)) return undefined;
  const names = containerNames.map((name) => `'${name}'`).join(", ");
  const reason = `'${path}.containerName' must name a container of the task, got "${containerName}"; the containers are ${names}`;
  return { path: `${path}.containerName`, reason };
}

/** The first port, id or address of a proxy's configuration that is none. */
export function proxyProblem(proxy: ProxyConfiguration): Problem | undefined {
  const { appPorts, proxyIngressPort, proxyEgressPort, ignoredUid, ignoredGid } = proxy;
  const problem = (key: string, rule: string) => ({
    path: `proxyConfiguration.${key}`,
    reason: `'proxyConfiguration.${key.replace(/\[.*/, "")}' ${rule}`,
  });
  if (appPorts.length === 0) {
    return problem("appPorts", "must hold at least one port, got none; [8080] works");
  }
  const { egressIgnoredPorts = [], egressIgnoredIps = [] } = proxy;
  const all: [string, number][] = [
    ...appPorts.map((port, i): [string, number] => [`appPorts[${i}]`, port]),
    ["proxyIngressPort", proxyIngressPort],
    ["proxyEgressPort", proxyEgressPort],
    ...egressIgnoredPorts.map((port, i): [string, number] => [`egressIgnoredPorts[${i}]`, port]),
  ];
  const bad = all.find(([, port]) => !isPort(port));
  if (bad) {
    return problem(bad[0], `must be whole numbers from 1 to 65535, got ${bad[1]}; 15000 works`);
  }
  const taken = [proxyIngressPort, proxyEgressPort].find((port) => appPorts.includes(port));
  if (taken !== undefined || proxyIngressPort === proxyEgressPort) {
    const key = taken === proxyIngressPort ? "proxyIngressPort" : "proxyEgressPort";
    const port = taken ?? proxyEgressPort;
    return problem(key, `must differ from the other ports, got ${port} twice; 15001 works`);
  }
  if (ignoredUid === undefined && ignoredGid === undefined) {
    return problem("ignoredUid", "or 'ignoredGid' must be set, got neither; 1337 works");
  }
  for (const [key, id] of Object.entries({ ignoredUid, ignoredGid })) {
    if (id === undefined || (Number.isInteger(id) && id >= 0)) continue;
    return problem(key, `must be a whole number of at least 0, got ${id}; 1337 works`);
  }
  const i = egressIgnoredIps.findIndex((text) => !isAddress(text));
  if (i < 0) return undefined;
  const given = JSON.stringify(egressIgnoredIps[i]);
  return problem(
    `egressIgnoredIps[${i}]`,
    `must be addresses or ranges of them, got ${given}; "10.0.0.0/16" works`,
  );
}

function isAddress(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Where a task finds its credentials and metadata, which no proxy may come between. */
const OWN_ADDRESSES = ["169.254.170.2", "169.254.169.254"];

/** A proxy as `aws.ecs.TaskDefinition` takes it, in one form. */
export function registeredProxy(proxy: ProxyConfiguration) {
  const { containerName, appPorts, proxyIngressPort, proxyEgressPort } = proxy;
  const { ignoredUid, ignoredGid, egressIgnoredPorts = [] } = proxy;
  const { egressIgnoredIps = OWN_ADDRESSES } = proxy;
  return {
    type: "APPMESH",
    containerName,
    properties: {
      AppPorts: numbers(appPorts),
      ProxyIngressPort: String(proxyIngressPort),
      ProxyEgressPort: String(proxyEgressPort),
      ...(ignoredUid !== undefined && { IgnoredUID: String(ignoredUid) }),
      ...(ignoredGid !== undefined && { IgnoredGID: String(ignoredGid) }),
      // AWS wants them, be they empty.
      EgressIgnoredPorts: numbers(egressIgnoredPorts),
      EgressIgnoredIPs: [...new Set(egressIgnoredIps)].sort().join(","),
    },
  };
}

function numbers(ports: readonly number[]): string {
  return [...new Set(ports)].sort((a, b) => a - b).join(",");
}
