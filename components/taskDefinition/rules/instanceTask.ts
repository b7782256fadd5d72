import { wholeNumberRule } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import type { TaskNeeds } from "./taskSize.js";
import { containerLimits, containerProblem, sum, sumProblem } from "./taskSize.js";

/** A task's size on instances: what is given, with the limits that each container gets. */
export interface InstanceTaskSize {
  cpu?: number;
  memory?: number;
  containers: { name: string; cpu?: number; memory?: number }[];
}

/** CPU units of a task on instances, from an eighth of a vCPU to 192. */
const CPU = { min: 128, max: 196_608 };

/**
 * The first rule that a task's size breaks on instances, where it may be left out (O3, O4).
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters_ec2.html
 */
export function instanceSizeProblem(needs: TaskNeeds): Problem | undefined {
  const { cpu, memory, containers } = needs;
  if (cpu !== undefined && !(Number.isInteger(cpu) && cpu >= CPU.min && cpu <= CPU.max)) {
    const reason = `'cpu' must be a whole number from ${CPU.min} to ${CPU.max} on instances, got ${cpu}; leave it out, or 256 works`;
    return { path: "cpu", reason };
  }
  const rule = memory === undefined ? undefined : wholeNumberRule(memory, 6);
  if (rule !== undefined) {
    const reason = `'memory' must be ${rule} MiB, got ${memory}; leave it out, or 512 works`;
    return { path: "memory", reason };
  }
  const problem = containerProblem(needs) ?? sumProblem(needs);
  if (problem) return problem;
  if (memory !== undefined) return undefined;
  const i = containers.findIndex(
    (c) => c.memory === undefined && c.memoryReservation === undefined,
  );
  if (i < 0) return undefined;
  const reason = `'memory' or 'memoryReservation' of container '${containers[i]?.name ?? ""}' must be set on instances, where the task has no 'memory', got neither; 512 works`;
  return { path: `containers[${i}].memory`, reason };
}

/** The size as it is registered: nothing is chosen, since instances offer any. */
export function resolveInstanceSize(needs: TaskNeeds): InstanceTaskSize {
  const { cpu, memory } = needs;
  return {
    ...(cpu !== undefined && { cpu }),
    ...(memory !== undefined && { memory }),
    containers: containerLimits(needs.containers, memory),
  };
}

/** CPU units and MiB that ECS keeps for a task on an instance. */
export function reservedOnInstance({ cpu, memory, containers }: TaskNeeds) {
  return {
    cpu: cpu ?? sum(containers.map((container) => container.cpu)),
    memory: memory ?? sum(containers.map((c) => c.memoryReservation ?? c.memory)),
  };
}
