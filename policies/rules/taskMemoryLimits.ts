import type { Rule } from "../rule.js";
import type { ContainerView } from "../views/containerView.js";
import type { TaskView } from "../views/taskView.js";

/** Parameters of {@link taskMemoryLimits}. */
export interface TaskMemoryLimitsParameters {
  /** Least memory of a container in MiB. */
  minMiB: number;
  /** Most memory of a container in MiB. */
  maxMiB: number;
  /** Whether each container must have a hard limit. */
  requireHardLimit: boolean;
}

/** Docker refuses a limit below 6 MiB. */
const LEAST_OF_DOCKER = 6;

/** Every container has a memory limit, within bounds, so that one that leaks is killed before its neighbours are. */
export const taskMemoryLimits: Rule<TaskMemoryLimitsParameters> = {
  name: "task-memory-limits",
  description: "Containers have a hard memory limit of a sensible size.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps: "Set 'memory' of the container (MiB), above its 'memoryReservation'.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
  sources: ["O3", "CT.ECS.PR.7"],
  parameters: {
    minMiB: {
      type: "integer",
      minimum: LEAST_OF_DOCKER,
      description: "Least memory of a container in MiB.",
      default: 128,
    },
    maxMiB: {
      type: "integer",
      minimum: LEAST_OF_DOCKER,
      description: "Most memory of a container in MiB.",
      default: 16384,
    },
    requireHardLimit: {
      type: "boolean",
      description: "Whether a soft limit ('memoryReservation') alone is too little.",
      default: true,
    },
  },
  task(task, { parameters, check, forEach }) {
    forEach(
      () => task.containers(),
      (container) => {
        check(() => limitProblem(task, container, parameters));
        check(() => reservationProblem(container));
      },
    );
  },
};

function limitProblem(
  task: TaskView,
  container: ContainerView,
  { minMiB, maxMiB, requireHardLimit }: TaskMemoryLimitsParameters,
): string | undefined {
  const { label } = container;
  const hard = container.memory();
  if (hard === undefined && requireHardLimit) {
    return `${label} has no hard memory limit: set 'memory' (MiB), for example 512`;
  }
  const limit = hard ?? container.memoryReservation();
  if (limit === undefined) {
    if (task.memory() !== undefined) return undefined;
    return `${label} has no memory limit, and its task has none: set 'memory' (MiB), for example 512`;
  }
  const argument = hard === undefined ? "memoryReservation" : "memory";
  const bounds = `'${argument}' of ${label} must be ${minMiB} to ${maxMiB} MiB, got ${limit}`;
  if (limit < minMiB) return `${bounds}; ${minMiB} works`;
  return limit > maxMiB ? `${bounds}; ${maxMiB} works` : undefined;
}

function reservationProblem(container: ContainerView): string | undefined {
  const soft = container.memoryReservation();
  const hard = soft === undefined ? undefined : container.memory();
  if (soft === undefined || hard === undefined || soft < hard) return undefined;
  return `'memoryReservation' of ${container.label} must be below its 'memory' of ${hard} MiB, got ${soft}; ${Math.floor(hard / 2)} works`;
}
