/** A container with the ports that it listens on. */
export interface TargetCandidate {
  name: string;
  ports: readonly number[];
}

/** The container and port that a load balancer sends requests to. */
export interface LoadBalancerTarget {
  containerName: string;
  containerPort: number;
}

interface Choice {
  containers: readonly TargetCandidate[];
  containerName?: string | undefined;
  containerPort?: number | undefined;
}

/** Why no target follows from the arguments; nothing when one does. */
export function targetProblem(choice: Choice): { path: string; reason: string } | undefined {
  const { containers, containerName, containerPort } = choice;
  if (containerName !== undefined && !containers.some(({ name }) => name === containerName)) {
    const names = containers.map(({ name }) => `'${name}'`).join(", ");
    const reason = `'loadBalancer.containerName' must name a container of the task definition, got "${containerName}"; it has ${names}`;
    return { path: "loadBalancer.containerName", reason };
  }
  const targets = candidates(choice);
  const [only] = targets;
  if (only && targets.length === 1) return undefined;
  const all = containers.flatMap(({ name, ports }) => ports.map((port) => `${name}:${port}`));
  if (all.length === 0) {
    const reason = `'loadBalancer' needs a container with 'portMappings', got none; [{ containerPort: 8080 }] works`;
    return { path: "loadBalancer", reason };
  }
  const path = containerPort === undefined ? "loadBalancer" : "loadBalancer.containerPort";
  const reason = only
    ? `'loadBalancer' must name one target with 'containerName' and 'containerPort', got several: ${all.join(", ")}`
    : `'loadBalancer.containerPort' must be a port that a container maps, got ${containerPort ?? "none"}; the task definition has ${all.join(", ")}`;
  return { path, reason };
}

/** The target that follows from the arguments; ask {@link targetProblem} first. */
export function loadBalancerTarget(choice: Choice): LoadBalancerTarget {
  const [target] = candidates(choice);
  if (!target) throw new Error("no target follows from the arguments");
  return target;
}

function candidates({ containers, containerName, containerPort }: Choice): LoadBalancerTarget[] {
  return containers
    .flatMap(({ name, ports }) =>
      ports.map((port) => ({ containerName: name, containerPort: port })),
    )
    .filter((target) => containerName === undefined || target.containerName === containerName)
    .filter((target) => containerPort === undefined || target.containerPort === containerPort);
}
