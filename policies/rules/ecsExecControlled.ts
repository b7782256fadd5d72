import { matchesGlob } from "../../components/rules/glob.js";
import { flag, texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";

/** What people do in running containers is seen afterwards. */
export const ecsExecControlled: Rule<{ allowServices: string[]; requireKms: boolean }> = {
  name: "ecs-exec-controlled",
  description: "ECS Exec is logged, and on for services that may have it.",
  kind: "security",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'configuration.executeCommandConfiguration.logging' of the cluster to DEFAULT or OVERRIDE, and leave 'enableExecuteCommand' out of services that 'allowServices' does not name.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  sources: ["CKV_AWS_223", "CKV_AWS_224"],
  parameters: {
    allowServices: texts(
      "Logical names of services that may have ECS Exec; * stands for any characters.",
      ["*"],
    ),
    requireKms: flag(
      "Whether 'configuration.executeCommandConfiguration' must have a 'kmsKeyId'.",
      false,
    ),
  },
  cluster(cluster, { parameters, check }) {
    check(() =>
      cluster.execLogging() === "NONE"
        ? `${cluster.label} does not log what is done by ECS Exec: set 'configuration.executeCommandConfiguration.logging' to DEFAULT or OVERRIDE, got "NONE"`
        : undefined,
    );
    if (!parameters.requireKms) return;
    check(() =>
      cluster.hasExecKey()
        ? undefined
        : `${cluster.label} has no key of its own for ECS Exec: set 'configuration.executeCommandConfiguration.kmsKeyId'`,
    );
  },
  serviceExec(service, { parameters, check }) {
    check(() => {
      const isAllowed = parameters.allowServices.some((glob) => matchesGlob(glob, service.name));
      if (isAllowed || !service.enablesExec()) return undefined;
      return `${service.label} lets commands be run in its containers: set 'enableExecuteCommand' to false`;
    });
  },
};
