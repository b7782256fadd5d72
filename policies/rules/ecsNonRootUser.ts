import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** Programs do not run as root on Linux, nor as the administrator on Windows. */
export const ecsNonRootUser: Rule<{ trustImageUser: boolean; acceptLogRouter: boolean }> = {
  name: "ecs-non-root-user",
  description: "Containers do not run as root or as administrator.",
  kind: "security",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'user' of the container to one that is not root, such as 1000, or 'trustImageUser' where the images have one.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20",
  sources: ["ECS.20", "ECS.21", "CT.ECS.PR.3"],
  framework: fsbp(
    "ECS.20",
    "ECS task definitions should configure non-root users in Linux container definitions",
  ),
  parameters: {
    trustImageUser: flag(
      "Whether a container without 'user' is let be, as its image may have a user.",
      true,
    ),
    acceptLogRouter: flag(
      "Whether a log router of FireLens may run as root, as FireLens wants it.",
      true,
    ),
  },
  profiles: {
    hardened: { trustImageUser: false },
    // Security Hub knows no routers.
    fsbp: { trustImageUser: false, acceptLogRouter: false },
  },
  task(task, { parameters, check, forEach }) {
    forEach(task.containers, (container) => {
      check(() => {
        // "In FireLens, we need to run FLB as root" (github.com/aws/aws-for-fluent-bit/pull/713): the router makes the socket
        // by which the agent sends it the others' logs (github.com/aws/containers-roadmap/issues/2122).
        if (parameters.acceptLogRouter && container.isLogRouter()) return undefined;
        const user = container.user();
        if (user === undefined || user === "") {
          if (parameters.trustImageUser) return undefined;
          return `${container.label} runs as the user of its image, which may be ${task.isForWindows() ? "an administrator" : "root"}: set 'user'`;
        }
        if (!(task.isForWindows() ? isAdministrator(user) : isRoot(user))) return undefined;
        return `${container.label} runs as '${user}': set 'user' to one with fewer rights`;
      });
    });
  },
};

/** By name or number, with or without a group: `root`, `0`, `00:1000`. */
function isRoot(user: string): boolean {
  const [name = ""] = user.split(":", 1);
  return name === "root" || /^0+$/.test(name);
}

function isAdministrator(user: string): boolean {
  return user.toLowerCase() === "containeradministrator";
}
