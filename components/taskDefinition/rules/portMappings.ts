import type { Problem } from "../../rules/problem.js";
import { firstItemProblem } from "../../rules/problem.js";
import { isBehindInstance } from "./networkMode.js";
import type { PortRange } from "../../rules/portRange.js";
import { isPort, mappedPorts, overlap, portRange, rangeText } from "../../rules/portRange.js";

/** What the rules read of a port that a container listens on. */
export interface PortOutline {
  /** Nothing where a range of ports stands in its place. */
  containerPort?: number | undefined;
  /** Such as `8000-8010`. */
  containerPortRange?: string | undefined;
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

/** More ranges a container may not have. */
const MOST_RANGES = 100;

/** The first port of a container that is none, or that its network mode does not allow. */
export function numbersProblem(
  container: ListeningContainer,
  networkMode: string,
): Problem | undefined {
  const all = ports(container);
  const of = `of container '${container.name}'`;
  if (networkMode === "none" && all.length > 0) {
    const reason = `'portMappings' ${of} must be empty when 'networkMode' is none, got ${all.length}; leave it out`;
    return { path: "portMappings", reason };
  }
  for (const [i, port] of all.entries()) {
    const { containerPort, hostPort } = port;
    const path = `portMappings[${i}]`;
    if (containerPort === undefined && port.containerPortRange === undefined) {
      const reason = `'containerPort' or 'containerPortRange' ${of} must be set, got neither; { containerPort: 8080 } works`;
      return { path: `${path}.containerPort`, reason };
    }
    const range = rangeRule(port, networkMode);
    if (range !== undefined) {
      return { path: `${path}.containerPortRange`, reason: `'containerPortRange' ${of} ${range}` };
    }
    if (containerPort !== undefined && !isPort(containerPort)) {
      const reason = `'containerPort' ${of} must be a whole number from 1 to 65535, got ${containerPort}; 8080 works`;
      return { path: `${path}.containerPort`, reason };
    }
    const rule = hostPortRule({ containerPort, hostPort }, networkMode);
    if (rule === undefined) continue;
    return { path: `${path}.hostPort`, reason: `'hostPort' ${of} ${rule}` };
  }
  const ranges = all.filter(({ containerPortRange }) => containerPortRange !== undefined).length;
  if (ranges <= MOST_RANGES) return undefined;
  const reason = `'portMappings' ${of} may hold at most ${MOST_RANGES} ranges of ports, got ${ranges}; leave some out`;
  return { path: "portMappings", reason };
}

/** What is wrong with a range of ports. */
function rangeRule(port: PortOutline, networkMode: string): string | undefined {
  const { containerPort, containerPortRange: text, hostPort } = port;
  if (text === undefined) return undefined;
  if (containerPort !== undefined) {
    return `stands in the place of 'containerPort', got "${text}" and ${containerPort}; leave one out`;
  }
  if (networkMode === "host") {
    return `is for 'networkMode' awsvpc and bridge, got "${text}" in host; list each 'containerPort'`;
  }
  if (portRange(text) === undefined) {
    return `must be two ports from 1 to 65535 with a hyphen between, the lower first, got ${JSON.stringify(text)}; "8000-8010" works`;
  }
  return hostPort === undefined
    ? undefined
    : `has its ports of the instance chosen, got 'hostPort' ${hostPort}; leave 'hostPort' out`;
}

function hostPortRule({ containerPort, hostPort }: PortOutline, mode: string): string | undefined {
  if (hostPort === undefined) return undefined;
  if (isBehindInstance(mode)) return bridgeRule(hostPort);
  if (hostPort === containerPort) return undefined;
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
  // Behind a bridge each container has an address of its own, and only the instance's ports are shared.
  if (!isBehindInstance(networkMode)) {
    return takenProblem(container, before, {
      taken: mappedPorts,
      where: "a task, whose containers share one address",
      argument: "containerPort",
    });
  }
  return (
    takenProblem(container, [], {
      taken: mappedPorts,
      where: "a container",
      argument: "containerPort",
    }) ??
    takenProblem(container, before, {
      taken: ({ hostPort = 0 }) =>
        hostPort === 0 ? undefined : { first: hostPort, last: hostPort },
      where: "an instance",
      argument: "hostPort",
    })
  );
}

/** Which ports a mapping takes, and within what they must differ. */
interface Taking {
  taken: (port: PortOutline) => PortRange | undefined;
  where: string;
  argument: "containerPort" | "hostPort";
}

function takenProblem(
  container: ListeningContainer,
  before: readonly ListeningContainer[],
  { taken, where, argument }: Taking,
): Problem | undefined {
  const claims = (owner: ListeningContainer) =>
    ports(owner).map((port) => ({ owner: owner.name, port, range: taken(port) }));
  const earlier = before.flatMap(claims);
  for (const [i, claim] of claims(container).entries()) {
    const { port, range } = claim;
    const other = earlier.find((first) => range && first.range && clash(claim, first));
    earlier.push(claim);
    if (!range || !other) continue;
    const text = `${rangeText(range)}/${protocolOf(port)}`;
    const free = range.last < 65535 ? range.last + 1 : 1024;
    const key = port.containerPortRange === undefined ? argument : "containerPortRange";
    const reason = `'${key}' must differ within ${where}, got ${text} in '${other.owner}' and '${container.name}'; ${free} works`;
    return { path: `portMappings[${i}].${key}`, reason };
  }
  return undefined;
}

interface Claim {
  port: PortOutline;
  range: PortRange | undefined;
}

function clash(a: Claim, b: Claim): boolean {
  if (!a.range || !b.range) return false;
  return protocolOf(a.port) === protocolOf(b.port) && overlap(a.range, b.range);
}

function protocolOf({ protocol = "tcp" }: PortOutline): string {
  return protocol;
}

function ports({ portMappings = [] }: ListeningContainer): readonly PortOutline[] {
  return portMappings;
}
