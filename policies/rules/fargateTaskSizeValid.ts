import {
  FARGATE_SIZE_URL,
  fargateSizeProblem,
} from "../../components/taskDefinition/rules/fargateSize.js";
import type { Rule } from "../rule.js";
import type { LaunchInStackView } from "../views/launchInStackView.js";
import type { TaskView } from "../views/taskView.js";

/**
 * Task definitions for Fargate have one of the pairs of CPU and memory that Fargate offers. One that does not say what it
 * is for is for Fargate where something in its stack runs it there.
 */
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
  launchInStack(launch, { check, forEach }) {
    forEach(
      () => tasksOnFargate(launch),
      (task) => {
        check(() => {
          const reason = task.isForFargate() ? undefined : sizeProblem(task);
          return reason && `${launch.label}: ${reason}`;
        });
        check(() => {
          const version = launch.capacity.platformVersion() ?? "";
          // What is not of this form is `LATEST`, or of Windows.
          const cpu = /^1\.[0-3]\./.test(version) ? (task.cpu() ?? 0) : 0;
          if (cpu < LARGE) return undefined;
          return `${launch.label}: 'platformVersion' must be 1.4.0 at least for a task with 'cpu' ${cpu}, got "${version}"; "LATEST" works`;
        });
      },
    );
  },
};

/** "This option requires Linux platform `1.4.0` or later" (RegisterTaskDefinition.memory, of 8 and 16 vCPU). */
const LARGE = 8192;

function tasksOnFargate(launch: LaunchInStackView): TaskView[] {
  return launch.tasks().filter(() => launch.runsOnFargate());
}

function sizeProblem(task: TaskView): string | undefined {
  const cpu = task.cpu();
  const memory = task.memory();
  if (cpu === undefined || memory === undefined) {
    const missing = cpu === undefined ? "cpu" : "memory";
    return `'${missing}' must be set for a task on Fargate, got nothing; 'cpu' 256 with 'memory' 512 works`;
  }
  return fargateSizeProblem(cpu, memory, task.isForWindows())?.reason;
}
