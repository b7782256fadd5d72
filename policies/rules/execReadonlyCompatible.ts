import type { Rule } from "../rule.js";

/** Where the agent of ECS Exec, which runs in each container, writes. */
const AGENT_PATHS = ["/managed-agents", "/var/lib/amazon/ssm", "/var/log/amazon/ssm"];

/**
 * The agent of ECS Exec ends soon after its start where it cannot write. AWS says that a read-only root file system is not
 * supported with ECS Exec at all; writable mounts on all of the agent's paths work nevertheless, as users found
 * (aws/containers-roadmap#1359), and are let be. A service and its task definition are two resources, which are seen
 * together in their stack alone; our components are judged by those that they make.
 */
export const execReadonlyCompatible: Rule = {
  name: "exec-readonly-compatible",
  description: "Services with ECS Exec have containers that its agent can write in.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Leave 'enableExecuteCommand' or 'readonlyRootFilesystem' of the container out, or mount writable volumes on the paths that the message names.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-considerations",
  sources: ["O21"],
  parameters: {},
  execInStack(service, { check, forEach }) {
    forEach(
      () => (service.hasOwnDefinition && service.enablesExec() ? [service] : []),
      () => {
        check(() => {
          const container = service.containerWithout(AGENT_PATHS);
          if (container === undefined) return undefined;
          return `${service.label}: 'enableExecuteCommand' needs a root file system that can be written to, got 'readonlyRootFilesystem' true in container '${container}'; false works, or writable mounts on ${AGENT_PATHS.join(", ")}`;
        });
      },
    );
  },
};
