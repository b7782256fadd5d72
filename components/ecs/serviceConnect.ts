import { wholeNumberProblem } from "../numbers/numberProblem.js";
import type { Problem } from "../problem.js";
import { firstProblem } from "../problem.js";

/** A port of Service Connect when all in it is known. */
export interface ConnectPort {
  portName: string;
  port: number;
  dnsName?: string | undefined;
  discoveryName?: string | undefined;
  ingressPortOverride?: number | undefined;
  idleTimeoutSeconds?: number | undefined;
  perRequestTimeoutSeconds?: number | undefined;
}

/** Why a service finds no namespace; nothing when it does. */
export function connectNamespaceProblem(namespace: {
  given?: string | undefined;
  ofCluster?: string | undefined;
}): Problem | undefined {
  if (namespace.given !== undefined || namespace.ofCluster !== undefined) return undefined;
  const path = "serviceConnect.namespaceArn";
  const reason = `'${path}' must be given where the cluster has no namespace; 'serviceConnectNamespace' on the Cluster works too`;
  return { path, reason };
}

/**
 * Why ECS would refuse the ports of Service Connect; nothing when it would not.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html
 */
export function connectPortsProblem(ports: readonly ConnectPort[]): Problem | undefined {
  return firstProblem(ports, (port, i) => {
    const at = `serviceConnect.services[${i}]`;
    return portProblem(port, at) ?? clashProblem(port, ports.slice(0, i), at);
  });
}

function portProblem(port: ConnectPort, at: string): Problem | undefined {
  return (
    wholeNumberProblem(`${at}.port`, port.port, [1, 65_535], 80) ??
    wholeNumberProblem(
      `${at}.ingressPortOverride`,
      port.ingressPortOverride,
      [1, 65_535],
      15_000,
    ) ??
    wholeNumberProblem(
      `${at}.idleTimeoutSeconds`,
      port.idleTimeoutSeconds,
      [0, 2_147_483_647],
      300,
    ) ??
    wholeNumberProblem(
      `${at}.perRequestTimeoutSeconds`,
      port.perRequestTimeoutSeconds,
      [0, 2_147_483_647],
      15,
    ) ??
    nameProblem(port, at)
  );
}

function nameProblem({ dnsName, discoveryName }: ConnectPort, at: string): Problem | undefined {
  if (dnsName !== undefined && !/^[a-z0-9]([a-z0-9.-]{0,125}[a-z0-9])?$/.test(dnsName)) {
    const path = `${at}.dnsName`;
    const reason = `'${path}' must be a host name of at most 127 lower case letters, digits, hyphens and dots, got ${JSON.stringify(dnsName)}; "orders" works`;
    return { path, reason };
  }
  if (discoveryName === undefined || /^[a-z0-9_-]{1,64}$/.test(discoveryName)) return undefined;
  const path = `${at}.discoveryName`;
  const reason = `'${path}' must have 1 to 64 lower case letters, digits, hyphens and underscores, got ${JSON.stringify(discoveryName)}; "orders" works`;
  return { path, reason };
}

function clashProblem(
  { discoveryName, dnsName, port }: ConnectPort,
  before: readonly ConnectPort[],
  at: string,
): Problem | undefined {
  if (discoveryName !== undefined && before.some((b) => b.discoveryName === discoveryName)) {
    const path = `${at}.discoveryName`;
    const reason = `'${path}' must be its own, got "${discoveryName}" twice; "${discoveryName}-2" works`;
    return { path, reason };
  }
  if (dnsName === undefined) return undefined;
  if (!before.some((b) => b.dnsName === dnsName && b.port === port)) return undefined;
  const path = `${at}.dnsName`;
  const reason = `'${path}' and 'port' must be their own, got "${dnsName}:${port}" twice; "${dnsName}-2" works`;
  return { path, reason };
}

/** Why a port of Service Connect is none of the task definition's; nothing when it is. */
export function portNamesProblem(
  portNames: readonly string[],
  containers: readonly { portNames?: readonly string[] | undefined }[],
): Problem | undefined {
  const names = containers.flatMap((container) => container.portNames ?? []);
  const missing = portNames.findIndex((name) => !names.includes(name));
  if (missing === -1) return undefined;
  const path = `serviceConnect.services[${missing}].portName`;
  const has =
    names.length > 0
      ? `the task definition has ${names.map((name) => `"${name}"`).join(", ")}`
      : `it names no port, [{ containerPort: 8080, name: "${portNames[missing] ?? ""}" }] does`;
  const reason = `'${path}' must be the 'name' of a port mapping, got "${portNames[missing] ?? ""}"; ${has}`;
  return { path, reason };
}
