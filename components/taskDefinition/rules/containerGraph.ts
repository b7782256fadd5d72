import { listedByOr } from "../../rules/listInWords.js";
import { isEcsName } from "../../rules/legalName.js";
import type { Problem } from "../../rules/problem.js";
import { firstItemProblem } from "../../rules/problem.js";
import { leadsTo, namesBut } from "./otherContainers.js";

/** What the rules read of a container. */
export interface ContainerOutline {
  name: string;
  essential?: boolean | undefined;
  healthCheck?: object | undefined;
  dependsOn?: readonly { containerName: string; condition: string }[] | undefined;
  /** Names of its environment variables. */
  environment?: readonly string[] | undefined;
  /** Names of the environment variables whose values are secrets. */
  secrets?: readonly string[] | undefined;
}

/** More than these ECS does not take in one task. */
const MOST_CONTAINERS = 10;

/**
 * The first rule that a task's containers break (O5): number, names, environment and start order.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containersProblem(containers: readonly ContainerOutline[]): Problem | undefined {
  return (
    essentialProblem(containers) ??
    // Names come first, since other rules speak of containers by name.
    namesProblem(containers) ??
    firstItemProblem(
      "containers",
      containers,
      (container) => variablesProblem(container) ?? dependenciesProblem(container, containers),
    )
  );
}

/** Why a task of so many containers, or without one that it ends with, is illegal. */
export function essentialProblem(
  containers: readonly Pick<ContainerOutline, "name" | "essential">[],
): Problem | undefined {
  if (containers.length === 0) {
    const reason = `'containers' must hold at least one container, got none; [{ name: "app", image: "…" }] works`;
    return { path: "containers", reason };
  }
  if (containers.length > MOST_CONTAINERS) {
    const reason = `'containers' must hold at most ${MOST_CONTAINERS} containers, with those that other arguments add, got ${containers.length}; leave some out`;
    return { path: "containers", reason };
  }
  if (containers.some((container) => container.essential !== false)) return undefined;
  const reason = `'essential' must be true for at least one container, got false for all; leave it out for "${containers[0]?.name ?? ""}"`;
  return { path: "containers[0].essential", reason };
}

/** The first container whose name is illegal or taken. */
export function namesProblem(
  containers: readonly Pick<ContainerOutline, "name">[],
): Problem | undefined {
  return firstItemProblem("containers", containers, (container, i) =>
    nameProblem(container, containers.slice(0, i)),
  );
}

function nameProblem({ name }: { name: string }, before: readonly { name: string }[]) {
  if (!isEcsName(name)) {
    const reason = `'name' of a container must be 1 to 255 letters, digits, hyphens or underscores, got ${JSON.stringify(name)}; "app" works`;
    return { path: "name", reason };
  }
  if (!before.some((other) => other.name === name)) return undefined;
  const reason = `'name' must differ between containers, got "${name}" twice; "${name}-2" works`;
  return { path: "name", reason };
}

/** The first environment variable of a container that is given twice. */
export function variablesProblem(
  container: Pick<ContainerOutline, "name" | "environment" | "secrets">,
): Problem | undefined {
  const { name, environment = [], secrets = [] } = container;
  for (const [argument, variables] of Object.entries({ environment, secrets })) {
    const twice = variables.find((variable, i) => variables.indexOf(variable) < i);
    if (twice === undefined) continue;
    const reason = `'${argument}' of container '${name}' must name each variable once, got '${twice}' twice; leave one out`;
    return { path: `${argument}.${twice}`, reason };
  }
  const both = secrets.find((variable) => environment.includes(variable));
  if (both === undefined) return undefined;
  const reason = `'${both}' of container '${name}' stands in 'environment' and in 'secrets'; leave it out of 'environment'`;
  return { path: `environment.${both}`, reason };
}

const CONDITIONS = ["START", "COMPLETE", "SUCCESS", "HEALTHY"];

const WAITS_FOR = {
  entriesOf: ({ dependsOn }: ContainerOutline) => dependsOn,
  nameIn: ({ containerName }: { containerName: string }) => containerName,
};

/** The first container that another waits for in vain. */
export function dependenciesProblem(
  container: ContainerOutline,
  all: readonly ContainerOutline[],
): Problem | undefined {
  for (const [i, { containerName, condition }] of (container.dependsOn ?? []).entries()) {
    const other = all.find(({ name }) => name === containerName);
    const path = `dependsOn[${i}]`;
    if (!other || containerName === container.name) {
      const reason = `'dependsOn' of container '${container.name}' must name another container of the task, got "${containerName}"; the others are ${namesBut(container.name, all)}`;
      return { path: `${path}.containerName`, reason };
    }
    if (!CONDITIONS.includes(condition)) {
      const reason = `'condition' must be ${listedByOr(CONDITIONS)}, got "${condition}"`;
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
    if (leadsTo(other, container.name, all, WAITS_FOR)) {
      const reason = `'dependsOn' must not form a circle, got '${container.name}' and '${containerName}' waiting for each other; leave one out`;
      return { path, reason };
    }
  }
  return undefined;
}
