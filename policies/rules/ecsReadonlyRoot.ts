import { matchesGlob } from "../../components/rules/glob.js";
import { flag, texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** Whoever breaks into a container cannot change its programs. Windows has no such setting. */
export const ecsReadonlyRoot: Rule<{
  exemptContainers: string[];
  acceptUnset: boolean;
  acceptLogRouter: boolean;
}> = {
  name: "ecs-readonly-root",
  description: "Containers on Linux cannot write to their root file systems.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'readonlyRootFilesystem' to true, and mount volumes where the container writes.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
  sources: ["ECS.5", "CKV_AWS_336", "CT.ECS.PR.6"],
  framework: fsbp(
    "ECS.5",
    "ECS containers should be limited to read-only access to root filesystems",
  ),
  values: { readonlyRootFilesystem: true },
  parameters: {
    exemptContainers: texts(
      "Names of containers that may write; * stands for any characters.",
      [],
      ["log_router"],
    ),
    acceptUnset: flag("Whether a container without 'readonlyRootFilesystem' is let be.", true),
    acceptLogRouter: flag(
      "Whether a log router of FireLens may write, as AWS's images do when they start.",
      true,
    ),
  },
  profiles: {
    hardened: { acceptUnset: false },
    // Security Hub knows no routers.
    fsbp: { acceptUnset: false, acceptLogRouter: false },
  },
  task(task, { parameters, check, forEach }) {
    forEach(task.containers, (container) => {
      const isExempt = parameters.exemptContainers.some((glob) =>
        matchesGlob(glob, container.name),
      );
      check(() => {
        // They fail at their start (github.com/fluent/fluent-bit/issues/7308, github.com/aws/aws-for-fluent-bit/issues/928).
        if (parameters.acceptLogRouter && container.isLogRouter()) return undefined;
        const isReadonly = container.isRootReadonly() ?? parameters.acceptUnset;
        if (isExempt || isReadonly || task.isForWindows()) return undefined;
        return `${container.label} can write to its root file system: set 'readonlyRootFilesystem' to true`;
      });
    });
  },
};
