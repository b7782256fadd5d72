import type { Problem } from "../problem.js";

/** What the rules read of a container. */
export interface ContainerOutline {
  name: string;
  essential?: boolean | undefined;
  portMappings?: readonly PortOutline[] | undefined;
  healthCheck?: object | undefined;
  dependsOn?: readonly { containerName: string; condition: string }[] | undefined;
  environment?: Readonly<Record<string, unknown>> | undefined;
  secrets?: Readonly<Record<string, unknown>> | undefined;
}

interface PortOutline {
  containerPort: number;
  protocol?: string | undefined;
}

/**
 * The first rule that a task's containers break: names, ports, environment and start order.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containersProblem(containers: readonly ContainerOutline[]): Problem | undefined {
  if (containers.length === 0) {
    const reason = `'containers' must hold at least one container, got none; [{ name: "app", image: "…" }] works`;
    return { path: "containers", reason };
  }
  if (containers.every((container) => container.essential === false)) {
    const reason = `'essential' must be true for at least one container, got false for all; leave it out for "${containers[0]?.name ?? ""}"`;
    return { path: "containers[0].essential", reason };
  }
  // Names come first, since other rules speak of containers by name.
  return (
    firstProblem(containers, (container, i) => nameProblem(container, containers.slice(0, i))) ??
    firstProblem(
      containers,
      (container, i) =>
        portProblem(container, containers.slice(0, i)) ??
        variableProblem(container) ??
        dependencyProblem(container, containers),
    )
  );
}

function firstProblem(
  containers: readonly ContainerOutline[],
  check: (container: ContainerOutline, i: number) => Problem | undefined,
): Problem | undefined {
  for (const [i, container] of containers.entries()) {
    const problem = check(container, i);
    if (problem) return { path: `containers[${i}].${problem.path}`, reason: problem.reason };
  }
  return undefined;
}

function nameProblem({ name }: ContainerOutline, before: readonly ContainerOutline[]) {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
    const reason = `'name' of a container must be 1 to 255 letters, digits, hyphens or underscores, got ${JSON.stringify(name)}; "app" works`;
    return { path: "name", reason };
  }
  if (!before.some((other) => other.name === name)) return undefined;
  const reason = `'name' must differ between containers, got "${name}" twice; "${name}-2" works`;
  return { path: "name", reason };
}

function portProblem(
  container: ContainerOutline,
  before: readonly ContainerOutline[],
): Problem | undefined {
  const taken = new Map(before.flatMap((other) => ports(other).map((p) => [key(p), other.name])));
  for (const [i, port] of ports(container).entries()) {
    const path = `portMappings[${i}].containerPort`;
    const { containerPort } = port;
    if (!Number.isInteger(containerPort) || containerPort < 1 || containerPort > 65535) {
      const reason = `'containerPort' of container '${container.name}' must be a whole number from 1 to 65535, got ${containerPort}; 8080 works`;
      return { path, reason };
    }
    const owner = taken.get(key(port));
    if (owner !== undefined) {
      const reason = `'containerPort' must differ within a task, whose containers share one address, got ${key(port)} in '${owner}' and '${container.name}'; ${containerPort + 1} works`;
      return { path, reason };
    }
    taken.set(key(port), container.name);
  }
  return undefined;
}

const ports = (container: ContainerOutline) => container.portMappings ?? [];
const key = (port: PortOutline) => `${port.containerPort}/${port.protocol ?? "tcp"}`;

function variableProblem(container: ContainerOutline): Problem | undefined {
  const both = Object.keys(container.secrets ?? {}).find(
    (name) => container.environment !== undefined && name in container.environment,
  );
  if (both === undefined) return undefined;
  const reason = `'${both}' of container '${container.name}' stands in 'environment' and in 'secrets'; leave it out of 'environment'`;
  return { path: `environment.${both}`, reason };
}

const CONDITIONS = ["START", "COMPLETE", "SUCCESS", "HEALTHY"];

function dependencyProblem(
  container: ContainerOutline,
  all: readonly ContainerOutline[],
): Problem | undefined {
  for (const [i, { containerName, condition }] of (container.dependsOn ?? []).entries()) {
    const other = all.find((candidate) => candidate.name === containerName);
    const path = `dependsOn[${i}]`;
    if (!other || other === container) {
      const reason = `'dependsOn' of container '${container.name}' must name another container of the task, got "${containerName}"; the others are ${named(all, container)}`;
      return { path: `${path}.containerName`, reason };
    }
    if (!CONDITIONS.includes(condition)) {
      const reason = `'condition' must be ${CONDITIONS.slice(0, -1).join(", ")} or HEALTHY, got "${condition}"`;
      return { path: `${path}.condition`, reason };
    }
    if (condition === "HEALTHY" && !other.healthCheck) {
      const reason = `'condition' HEALTHY needs a 'healthCheck' in container '${containerName}', which has none; START works`;
      return { path: `${path}.condition`, reason };
    }
    if ((condition === "COMPLETE" || condition === "SUCCESS") && other.essential !== false) {
      const reason = `'condition' ${condition} waits for container '${containerName}' to end, which ends the task as it is essential; set its 'essential' to false`;
      return { path: `${path}.condition`, reason };
    }
    if (reaches(other, container.name, all)) {
      const reason = `'dependsOn' must not form a circle, got '${container.name}' and '${containerName}' waiting for each other; leave one out`;
      return { path, reason };
    }
  }
  return undefined;
}

/** Whether following `dependsOn` from a container leads to one of this name. */
function reaches(
  from: ContainerOutline,
  name: string,
  all: readonly ContainerOutline[],
  seen = new Set<string>(),
): boolean {
  if (seen.has(from.name)) return false;
  seen.add(from.name);
  return (from.dependsOn ?? []).some(({ containerName }) => {
    const next = all.find((candidate) => candidate.name === containerName);
    return containerName === name || (next !== undefined && reaches(next, name, all, seen));
  });
}

function named(all: readonly ContainerOutline[], but: ContainerOutline): string {
  const names = all.filter((container) => container !== but).map(({ name }) => `'${name}'`);
  return names.length === 0 ? "none" : names.join(", ");
}
