import { holdProblem } from "../../components/taskDefinition/rules/taskSize.js";
import type { Rule } from "../rule.js";

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
    const memories = () => task.containers().map((c) => c.memory() ?? c.memoryReservation());
    const cpus = () => task.containers().map((container) => container.cpu());
    check(() => holdProblem("memory", task.memory(), memories)?.reason);
    check(() => holdProblem("cpu", task.cpu(), cpus)?.reason);
  },
};
