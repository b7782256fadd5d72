import {
  FARGATE_SIZE_URL,
  fargateSizeProblem,
} from "../../components/taskDefinition/rules/fargateSize.js";
import type { Rule } from "../rule.js";
import type { TaskView } from "../views/taskView.js";

/** Task definitions for Fargate have one of the pairs of CPU and memory that Fargate offers. */
export const fargateTaskSizeValid: Rule = {
  name: "fargate-task-size-valid",
  description: "Task definitions for Fargate have a size that Fargate offers.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set the task's 'cpu' and 'memory' to a pair of the table, or leave both out of a slipway TaskDefinition, which then chooses the cheapest.",
  url: FARGATE_SIZE_URL,
  sources: ["O1", "E3047"],
  parameters: {},
  task(task, { check }) {
    check(() => (task.isForFargate() ? sizeProblem(task) : undefined));
  },
};

function sizeProblem(task: TaskView): string | undefined {
  const cpu = task.cpu();
  const memory = task.memory();
  if (cpu === undefined || memory === undefined) {
    const missing = cpu === undefined ? "cpu" : "memory";
    return `'${missing}' must be set for a task on Fargate, got nothing; 'cpu' 256 with 'memory' 512 works`;
  }
  return fargateSizeProblem(cpu, memory, task.isForWindows())?.reason;
}
