import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** No task sees the processes, or the shared memory, of its host. Agents that watch an instance do. */
export const ecsNoHostNamespaces: Rule<{ allowHostIpc: boolean }> = {
  name: "ecs-no-host-namespaces",
  description: "Tasks do not share the process and IPC namespaces of their host.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Leave 'pidMode' and 'ipcMode' out, or set them to task, which the task's own containers share.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-3",
  sources: ["ECS.3", "CKV_AWS_335", "CT.ECS.PR.10"],
  framework: fsbp("ECS.3", "ECS task definitions should not share the host's process namespace"),
  parameters: {
    allowHostIpc: flag("Whether 'ipcMode' may be host.", false),
  },
  // The control of Security Hub is of `pidMode` alone.
  profiles: { fsbp: { allowHostIpc: true } },
  task(task, { parameters, check }) {
    check(() => problemOf(task.name, "pidMode", task.fargate.pidMode, "processes"));
    if (parameters.allowHostIpc) return;
    check(() =>
      problemOf(task.name, "ipcMode", task.fargate.ipcMode, "shared memory and message queues"),
    );
  },
};

function problemOf(
  name: string,
  property: string,
  value: string | undefined,
  what: string,
): string | undefined {
  if (value !== "host") return undefined;
  return `task definition '${name}' has the ${what} of its host: leave '${property}' out, got "host"`;
}
