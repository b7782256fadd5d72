import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";

/** No task listens on, and calls by, the network interfaces of its host, past security groups of its own. */
export const ecsNoHostNetwork: Rule<{ requireAwsvpc: boolean }> = {
  name: "ecs-no-host-network",
  description: "Tasks do not share the network of their host.",
  kind: "security",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Set 'networkMode' to awsvpc, so that the task has security groups of its own.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-17",
  sources: ["ECS.17", "CT.ECS.PR.4", "CT.ECS.PR.8"],
  parameters: {
    requireAwsvpc: flag(
      "Whether no network mode but awsvpc is let be, so that none is shared at all.",
      false,
    ),
  },
  task(task, { parameters, check }) {
    check(() => {
      const mode = task.networkMode();
      if (mode !== "host" && !(parameters.requireAwsvpc && mode !== "awsvpc")) return undefined;
      return `task definition '${task.name}' has no network of its own: set 'networkMode' to awsvpc, got "${mode}"`;
    });
  },
};
