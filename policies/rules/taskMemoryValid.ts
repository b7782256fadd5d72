import type { Rule } from "../rule.js";
import type { ContainerView } from "../views/containerView.js";
import type { TaskView } from "../views/taskView.js";

/** "The Docker 20.10.0 or later daemon reserves a minimum of 6 MiB of memory for a container" (ContainerDefinition.memory). */
const LEAST_OF_DOCKER = 6;

/**
 * Memory limits of containers are ones that ECS takes: on instances "you must specify a non-zero integer for one or both
 * of `memory` or `memoryReservation`" where the task has no memory (ContainerDefinition.memoryReservation). Both may be
 * the same: ECS registers that.
 */
export const taskMemoryValid: Rule = {
  name: "task-memory-valid",
  description: "Memory limits of containers are ones that ECS takes.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Set 'memory' of the container (MiB), no less than its 'memoryReservation'.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
  sources: ["O3"],
  parameters: {},
  task(task, { check, forEach }) {
    forEach(task.containers, (container) => {
      check(() => absenceProblem(task, container));
      check(() => leastProblem(container.label, "memory", container.memory()));
      check(() =>
        leastProblem(container.label, "memoryReservation", container.memoryReservation()),
      );
      check(() => orderProblem(container));
    });
  },
};

function absenceProblem(task: TaskView, container: ContainerView): string | undefined {
  if (container.memory() !== undefined || container.memoryReservation() !== undefined) {
    return undefined;
  }
  // Fargate has no task without a size, which `fargate-task-size-valid` asks for.
  if (task.isForFargate() || task.memory() !== undefined) return undefined;
  return `${container.label} has no memory limit, and its task has none: set 'memory' (MiB), for example 512`;
}

function leastProblem(
  label: string,
  argument: string,
  MiB: number | undefined,
): string | undefined {
  if (MiB === undefined || MiB >= LEAST_OF_DOCKER) return undefined;
  return `'${argument}' of ${label} must be at least ${LEAST_OF_DOCKER} MiB, got ${MiB}; 128 works`;
}

function orderProblem(container: ContainerView): string | undefined {
  const soft = container.memoryReservation();
  const hard = soft === undefined ? undefined : container.memory();
  if (soft === undefined || hard === undefined || soft <= hard) return undefined;
  return `'memoryReservation' of ${container.label} must be at most its 'memory' of ${hard} MiB, got ${soft}; ${hard} works`;
}
