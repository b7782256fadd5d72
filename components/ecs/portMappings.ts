import type { Problem } from "../problem.js";
import { firstItemProblem } from "../problem.js";

/** What the rules read of a port that a container listens on. */
export interface PortOutline {
  /** Nothing where a range of ports stands in its place. */
  containerPort?: number | undefined;
  /** Port of the instance; 0 has one chosen. */
  hostPort?: number | undefined;
  protocol?: string | undefined;
  name?: string | undefined;
  appProtocol?: string | undefined;
}

/** What the rules read of a container that listens. */
export interface ListeningContainer {
  name: string;
  portMappings?: readonly PortOutline[] | undefined;
}

/**
 * The first rule that the ports of a task's containers break (O6).
 *
 * @param networkMode Network mode of the task.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
export function portMappingsProblem(
  containers: readonly ListeningContainer[],
  networkMode = "awsvpc",
): Problem | undefined {
  return firstItemProblem(
    "containers",
    containers,
    (container, i) =>
      numbersProblem(container, networkMode) ??
      protocolsProblem(container) ??
      clashProblem(container, containers.slice(0, i), networkMode),
  );
}

/** What Docker and the agent of ECS listen on, on every instance. */
const RESERVED = [22, 2375, 2376, 51678, 51679, 51680];
/** From here on Linux gives ports away by itself. */
const FIRST_EPHEMERAL = 32768;

/** The first port of a container that is none, or that its network mode does not allow. */
export function numbersProblem(
  container: ListeningContainer,
  networkMode: string,
): Problem | undefined {
  for (const [i, { containerPort, hostPort }] of ports(container).entries()) {
    const of = `of container '${container.name}'`;
    if (networkMode === "none") {
      const reason = `'portMappings' ${of} must be empty when 'networkMode' is none, got ${ports(container).length}; leave it out`;
      return { path: "portMappings", reason };
    }
    if (containerPort !== undefined && !isPort(containerPort)) {
      const reason = `'containerPort' ${of} must be a whole number from 1 to 65535, got ${containerPort}; 8080 works`;
      return { path: `portMappings[${i}].containerPort`, reason };
    }
    const rule = hostPortRule({ containerPort, hostPort }, networkMode);
    if (rule === undefined) continue;
    const reason = `'hostPort' ${of} ${rule}`;
    return { path: `portMappings[${i}].hostPort`, reason };
  }
  return undefined;
}

function hostPortRule({ containerPort, hostPort }: PortOutline, mode: string): string | undefined {
  if (hostPort === undefined || hostPort === containerPort) {
    return hostPort !== undefined && mode === "bridge" ? bridgeRule(hostPort) : undefined;
  }
  if (mode === "bridge") return bridgeRule(hostPort);
  return `must be its 'containerPort' of ${containerPort ?? "none"} when 'networkMode' is ${mode}, got ${hostPort}; leave it out`;
}

function bridgeRule(hostPort: number): string | undefined {
  if (hostPort === 0) return undefined;
  if (isPort(hostPort) && hostPort < FIRST_EPHEMERAL && !RESERVED.includes(hostPort)) {
    return undefined;
  }
  return `must be 1 to ${FIRST_EPHEMERAL - 1} and none of ${RESERVED.join(", ")}, got ${hostPort}; 0 has a free one chosen`;
}

const PROTOCOLS = ["tcp", "udp"];
const APP_PROTOCOLS = ["http", "http2", "grpc"];

/** The first port of a container whose protocol, or name for Service Connect, is illegal. */
export function protocolsProblem(container: ListeningContainer): Problem | undefined {
  for (const [i, { protocol, appProtocol, name }] of ports(container).entries()) {
    const of = `of container '${container.name}'`;
    const path = `portMappings[${i}]`;
    if (protocol !== undefined && !PROTOCOLS.includes(protocol)) {
      const reason = `'protocol' ${of} must be tcp or udp, got "${protocol}"; "tcp" works`;
      return { path: `${path}.protocol`, reason };
    }
    if (appProtocol !== undefined && !APP_PROTOCOLS.includes(appProtocol)) {
      const reason = `'appProtocol' ${of} must be http, http2 or grpc, got "${appProtocol}"; leave it out for plain TCP`;
      return { path: `${path}.appProtocol`, reason };
    }
    if (name !== undefined && !/^[a-z0-9_][a-z0-9_-]{0,63}$/.test(name)) {
      const reason = `'name' of a port ${of} must be 1 to 64 lower case letters, digits, hyphens or underscores and not start with a hyphen, got ${JSON.stringify(name)}; "http" works`;
      return { path: `${path}.name`, reason };
    }
  }
  return undefined;
}

/** The first port of a container that it, or one before it, has taken. */
export function clashProblem(
  container: ListeningContainer,
  before: readonly ListeningContainer[],
  networkMode: string,
): Problem | undefined {
  const isShared = networkMode !== "bridge";
  // Behind a bridge each container has an address of its own, and only the instance's ports are shared.
  const argument = isShared ? "containerPort" : "hostPort";
  const key = (port: PortOutline) => `${port[argument] ?? 0}/${port.protocol ?? "tcp"}`;
  const taken = new Map(before.flatMap((other) => ports(other).map((p) => [key(p), other.name])));
  for (const [i, port] of ports(container).entries()) {
    const number = port[argument] ?? 0;
    if (number === 0) continue;
    const owner = taken.get(key(port));
    if (owner !== undefined) {
      const where = isShared ? "a task, whose containers share one address" : "an instance";
      const reason = `'${argument}' must differ within ${where}, got ${key(port)} in '${owner}' and '${container.name}'; ${number < 65535 ? number + 1 : 1024} works`;
      return { path: `portMappings[${i}].${argument}`, reason };
    }
    taken.set(key(port), container.name);
  }
  return undefined;
}

function ports({ portMappings = [] }: ListeningContainer): readonly PortOutline[] {
  return portMappings;
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}
