import { texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { capabilitiesBeyond, HOST_CAPABILITIES } from "../text/capability.js";

/**
 * Containers have Docker's default capabilities and no others. Those that come to all rights of the host are for
 * `ecs-no-privileged`; many good agents need one or two of the rest.
 */
export const ecsCapabilitiesLimited: Rule<{ allowedCapabilities: string[] }> = {
  name: "ecs-capabilities-limited",
  description: "Containers have no Linux capabilities beyond those of Docker's default.",
  kind: "security",
  severity: "low",
  enforcementLevel: "advisory",
  remediationSteps:
    "Leave 'linuxParameters.capabilities.add' out of the container, or name what it needs in 'allowedCapabilities'.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html",
  sources: ["CT.ECS.PR.11"],
  parameters: {
    allowedCapabilities: texts(
      "Linux capabilities that containers may add, such as SYS_PTRACE.",
      [],
      ["SYS_PTRACE"],
    ),
  },
  task(task, { parameters, check, forEach }) {
    forEach(task.containers, (container) => {
      check(() => {
        const allowed = [...HOST_CAPABILITIES, ...parameters.allowedCapabilities];
        const beyond = capabilitiesBeyond(container.addedCapabilities(), allowed);
        if (beyond.length === 0) return undefined;
        const names = beyond.map((name) => `'${name}'`).join(", ");
        return `${container.label} adds Linux capabilities that are not allowed: remove ${names} from 'linuxParameters.capabilities.add'`;
      });
    });
  },
};
