import type { Problem } from "../../rules/problem.js";

/** A container with the ports that it listens on. */
export interface TargetCandidate {
  name: string;
  ports: readonly number[];
  /** Ports of the instance that lead to them, in their order. */
  hostPorts?: readonly number[] | undefined;
  /** Seconds that it has to stop. */
  stopTimeout?: number | undefined;
}

/** The container and port that a load balancer sends requests to. */
export interface ContainerTarget {
  containerName: string;
  containerPort: number;
  /** Port of the instance that leads to it, where that is given; 0 has one chosen. */
  hostPort?: number;
  /** Seconds that the container has to stop, where it says so. */
  stopTimeout?: number;
}

interface Choice {
  containers: readonly TargetCandidate[];
  containerName?: string | undefined;
  containerPort?: number | undefined;
}

/**
 * Why no target follows from the arguments; nothing when one does.
 *
 * @param at Path of the load balancer's arguments.
 */
export function targetProblem(choice: Choice, at = "loadBalancer"): Problem | undefined {
  const { containers, containerName, containerPort } = choice;
  if (containerName !== undefined && !containers.some(({ name }) => name === containerName)) {
    const names = containers.map(({ name }) => `'${name}'`).join(", ");
    const reason = `'${at}.containerName' must name a container of the task definition, got "${containerName}"; it has ${names}`;
    return { path: `${at}.containerName`, reason };
  }
  const targets = candidates(choice);
  const [only] = targets;
  if (only && targets.length === 1) return undefined;
  const all = containers.flatMap(({ name, ports }) => ports.map((port) => `${name}:${port}`));
  if (all.length === 0) {
    const reason = `'${at}' needs a container with 'portMappings', got none; [{ containerPort: 8080 }] works`;
    return { path: at, reason };
  }
  const path = containerPort === undefined ? at : `${at}.containerPort`;
  const reason = only
    ? `'${at}' must name one target with 'containerName' and 'containerPort', got several: ${all.join(", ")}`
    : `'${at}.containerPort' must be a port that a container maps, got ${containerPort ?? "none"}; the task definition has ${all.join(", ")}`;
  return { path, reason };
}

/** The target that follows from the arguments; ask {@link targetProblem} first. */
export function containerTarget(choice: Choice): ContainerTarget {
  const [target] = candidates(choice);
  if (!target) throw new Error("no target follows from the arguments");
  return target;
}

function candidates({ containers, containerName, containerPort }: Choice): ContainerTarget[] {
  return containers
    .flatMap(({ name, ports, hostPorts = [], stopTimeout }) =>
      // A port that is mapped for TCP and for UDP is one target.
      [...new Set(ports)].map((port) => ({
        containerName: name,
        containerPort: port,
        ...hostPortOf(hostPorts[ports.indexOf(port)]),
        ...(stopTimeout !== undefined && { stopTimeout }),
      })),
    )
    .filter((target) => containerName === undefined || target.containerName === containerName)
    .filter((target) => containerPort === undefined || target.containerPort === containerPort);
}

function hostPortOf(hostPort: number | undefined) {
  return hostPort === undefined ? {} : { hostPort };
}
