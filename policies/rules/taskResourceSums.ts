import type { Rule } from "../rule.js";
import type { ContainerView } from "../views/containerView.js";

/** What all containers ask for fits into what the task has. */
export const taskResourceSums: Rule = {
  name: "task-resource-sums",
  description: "Containers ask for no more CPU and memory than their task has.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Raise the task's 'cpu' or 'memory', or lower what its containers ask for.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size",
  sources: ["O4"],
  parameters: {},
  task(task, { check }) {
    check(() => {
      const has = task.memory();
      const needs = has === undefined ? 0 : sumOf(task.containers(), memoryNeed);
      if (has === undefined || needs <= has) return undefined;
      return `'memory' of the task must hold all containers, which ask for ${needs} MiB together, got ${has}; ${needs} is enough`;
    });
    check(() => {
      const has = task.cpu();
      const needs =
        has === undefined ? 0 : sumOf(task.containers(), (container) => container.cpu());
      if (has === undefined || needs <= has) return undefined;
      return `'cpu' of the task must hold all containers, which ask for ${needs} CPU units together, got ${has}; ${needs} is enough`;
    });
  },
};

function memoryNeed(container: ContainerView): number | undefined {
  return container.memory() ?? container.memoryReservation();
}

function sumOf(
  containers: readonly ContainerView[],
  need: (container: ContainerView) => number | undefined,
): number {
  return containers.reduce((sum, container) => sum + (need(container) ?? 0), 0);
}
