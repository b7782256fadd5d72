import { createHash } from "node:crypto";

import { isBehindInstance } from "../../taskDefinition/rules/networkMode.js";

/** The mode in which each task has an address and a security group of its own. */
export const AWSVPC = "awsvpc";

/** Kind of a target group's members: tasks by their own address, or instances by one of their ports. */
export function targetTypeOf(networkMode: string): "ip" | "instance" {
  return networkMode === AWSVPC ? "ip" : "instance";
}

/** The ports of a rule of a security group, both ends included. */
export interface RulePorts {
  fromPort: number;
  toPort: number;
}

/** A port of a container, and the port of the instance that leads to it; 0, or nothing, has one chosen. */
export interface MappedPort {
  containerPort: number;
  hostPort?: number | undefined;
}

/** Whether Docker chooses the port of the instance that leads to a container's. */
export function isPortChosen(networkMode: string, { hostPort = 0 }: MappedPort): boolean {
  return isBehindInstance(networkMode) && hostPort === 0;
}

const FIRST_CHOSEN = 32_768;
const LAST_CHOSEN = 65_535;
/** Ports before the first that a range may begin with. */
const BEGINNINGS = 8192;

/**
 * The ports at which a task's port is reached. Where Docker chooses, these are all that it chooses from. The range begins
 * a little earlier, elsewhere for each owner: services share their instances, and EC2 refuses a second rule of one range
 * between the same two security groups, also that of another stack.
 *
 * @param owner Who the rule is for.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
export function reachedPorts(
  networkMode: string,
  port: MappedPort,
  owner: readonly string[],
): RulePorts {
  if (isPortChosen(networkMode, port)) {
    const hash = createHash("sha256").update(JSON.stringify(owner)).digest().readUInt32BE(0);
    return { fromPort: FIRST_CHOSEN - (hash % BEGINNINGS), toPort: LAST_CHOSEN };
  }
  const only = reachedPort(networkMode, port);
  return { fromPort: only, toPort: only };
}

/** The one port at which a task's port is reached, where Docker does not choose it. */
export function reachedPort(
  networkMode: string,
  { containerPort, hostPort = 0 }: MappedPort,
): number {
  return isBehindInstance(networkMode) && hostPort !== 0 ? hostPort : containerPort;
}

/** A container's port with what leads to it; a port that no container has is one of the instance itself. */
export function mappedPort(
  containers: readonly { ports: readonly number[]; hostPorts?: readonly number[] | undefined }[],
  port: number,
): MappedPort {
  const owner = containers.find(({ ports }) => ports.includes(port));
  if (!owner) return { containerPort: port, hostPort: port };
  return { containerPort: port, hostPort: owner.hostPorts?.[owner.ports.indexOf(port)] };
}
