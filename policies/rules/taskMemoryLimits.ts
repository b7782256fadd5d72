import { flag, wholeNumber } from "../parameterSchema.js";
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

/**
 * Every container of a task on instances has a hard memory limit, so that one that leaks is killed before its neighbours
 * are. On Fargate, and where the task has a memory of its own, the task is the limit, and a container without one uses what the others leave. Bounds are for a
 * configuration to set: AWS has none but its own sizes. What AWS refuses, `task-memory-valid` says.
 */
export const taskMemoryLimits: Rule<TaskMemoryLimitsParameters> = {
  name: "task-memory-limits",
  description: "Containers have a hard memory limit of a sensible size.",
  kind: "practice",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Set 'memory' of the container (MiB), within the bounds of the configuration.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
  sources: ["O3", "CT.ECS.PR.7"],
  parameters: {
    minMiB: wholeNumber("Least memory of a container in MiB; 0 asks for none.", {
      minimum: 0,
      default: 0,
      example: 128,
    }),
    maxMiB: wholeNumber(
      "Most memory of a container in MiB; as much as Fargate and instances have where it is not given.",
      { minimum: LEAST_OF_DOCKER, default: 25_165_824, example: 16_384 },
    ),
    requireHardLimit: flag(
      "Whether a soft limit ('memoryReservation') alone is too little on instances.",
      true,
    ),
  },
  conflict: ({ minMiB, maxMiB }) =>
    minMiB > maxMiB
      ? `'minMiB' must be at most 'maxMiB' of ${maxMiB}, got ${minMiB}; ${maxMiB} works`
      : undefined,
  task(task, { parameters, check, forEach }) {
    forEach(task.containers, (container) => {
      check(() => limitProblem(task, container, parameters));
    });
  },
};

/** The task is the limit on Fargate, and on instances where it has one: "a hard limit … for the task" (RegisterTaskDefinition.memory). */
function isLimited(task: TaskView): boolean {
  return task.isForFargate() || task.memory() !== undefined;
}

function limitProblem(
  task: TaskView,
  container: ContainerView,
  { minMiB, maxMiB, requireHardLimit }: TaskMemoryLimitsParameters,
): string | undefined {
  const { label } = container;
  const hard = container.memory();
  if (hard === undefined && requireHardLimit && !isLimited(task)) {
    return `${label} has no hard memory limit: set 'memory' (MiB), for example 512`;
  }
  const limit = hard ?? container.memoryReservation();
  if (limit === undefined) return undefined;
  const argument = hard === undefined ? "memoryReservation" : "memory";
  const bounds = `'${argument}' of ${label} must be ${minMiB} to ${maxMiB} MiB, got ${limit}`;
  if (limit < minMiB) return `${bounds}; ${minMiB} works`;
  return limit > maxMiB ? `${bounds}; ${maxMiB} works` : undefined;
}
