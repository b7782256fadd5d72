import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";
import type { ContainerView } from "../views/containerView.js";

/** Parameters of {@link ecsNoPrivileged}. */
export interface EcsNoPrivilegedParameters {
  /** Linux capabilities that containers may add. */
  allowedCapabilities: string[];
}

/** No container has the host's rights, whole or by the piece. */
export const ecsNoPrivileged: Rule<EcsNoPrivilegedParameters> = {
  name: "ecs-no-privileged",
  description: "Containers have no rights beyond those of Docker's default.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave 'privileged' and 'linuxParameters.capabilities.add' out of the container.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4",
  sources: ["ECS.4", "CKV_AWS_334", "CT.ECS.PR.11"],
  framework: fsbp("ECS.4", "ECS containers should run as non-privileged"),
  parameters: {
    allowedCapabilities: {
      type: "array",
      items: { type: "string", minLength: 1 },
      description: "Linux capabilities that containers may add, such as SYS_PTRACE.",
      default: [],
      example: ["SYS_PTRACE"],
    },
  },
  task(task, { parameters, check, forEach }) {
    forEach(
      () => task.containers(),
      (container) => {
        check(() =>
          container.isPrivileged()
            ? `${container.label} is privileged: set 'privileged' to false`
            : undefined,
        );
        check(() => capabilityProblem(container, parameters.allowedCapabilities));
      },
    );
  },
};

function capabilityProblem(
  container: ContainerView,
  allowed: readonly string[],
): string | undefined {
  const known = allowed.map(plainName);
  const added = container.addedCapabilities().filter((name) => !known.includes(plainName(name)));
  if (added.length === 0) return undefined;
  const names = added.map((name) => `'${name}'`).join(", ");
  return `${container.label} adds Linux capabilities that are not allowed: remove ${names} from 'linuxParameters.capabilities.add'`;
}

/** Docker takes `CAP_SYS_ADMIN` and `sys_admin` for the same. */
function plainName(capability: string): string {
  return capability.toUpperCase().replace(/^CAP_/, "");
}
