import { texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";
import { capabilitiesBeyond, HOST_CAPABILITIES, plainCapability } from "../text/capability.js";

/**
 * No container has the host's rights: neither as a privileged one, nor by a capability that comes to the same. What is
 * below that, `ecs-capabilities-limited` advises on.
 */
export const ecsNoPrivileged: Rule<{ allowedCapabilities: string[] }> = {
  name: "ecs-no-privileged",
  description: "Containers do not have the rights of their host.",
  kind: "security",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave 'privileged' out of the container, and the capability that the message names out of 'linuxParameters.capabilities.add'.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4",
  sources: ["ECS.4", "CKV_AWS_334", "CT.ECS.PR.11"],
  framework: fsbp("ECS.4", "ECS containers should run as non-privileged"),
  values: { privileged: false },
  parameters: {
    allowedCapabilities: texts(
      "Those of the capabilities ALL, SYS_ADMIN and SYS_MODULE that containers may add.",
      [],
      ["SYS_ADMIN"],
    ),
  },
  // The control of Security Hub is of `privileged` alone.
  profiles: { fsbp: { allowedCapabilities: [...HOST_CAPABILITIES] } },
  task(task, { parameters, check, forEach }) {
    forEach(task.containers, (container) => {
      check(() =>
        container.isPrivileged()
          ? `${container.label} is privileged: set 'privileged' to false`
          : undefined,
      );
      check(() => {
        const beyond = capabilitiesBeyond(
          container.addedCapabilities(),
          parameters.allowedCapabilities,
        ).filter((name) => HOST_CAPABILITIES.includes(plainCapability(name)));
        if (beyond.length === 0) return undefined;
        const names = beyond.map((name) => `'${name}'`).join(", ");
        return `${container.label} adds Linux capabilities that give all rights of its host: remove ${names} from 'linuxParameters.capabilities.add'`;
      });
    });
  },
};
