import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** What tasks use, and how they end, is measured. */
export const ecsContainerInsights: Rule<{
  requireEnhanced: boolean;
  acceptAccountSetting: boolean;
}> = {
  name: "ecs-container-insights",
  description: "ECS clusters have Container Insights.",
  kind: "practice",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Give the cluster the setting 'containerInsights' with the value enabled or enhanced.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-12",
  sources: ["ECS.12", "CKV_AWS_65", "AWS-0034", "AwsSolutions-ECS4", "CT.ECS.PR.2"],
  framework: fsbp("ECS.12", "ECS clusters should use Container Insights"),
  values: { value: ({ requireEnhanced }) => (requireEnhanced ? "enhanced" : "enabled") },
  remediates: { "aws:ecs/cluster:Cluster": ["settings[name=containerInsights].value"] },
  parameters: {
    requireEnhanced: flag("Whether 'containerInsights' must be enhanced.", false),
    acceptAccountSetting: flag(
      "Whether a cluster without the setting is let be, as the account has it on.",
      false,
    ),
  },
  cluster(cluster, { parameters, check }) {
    check(() => {
      const insights = cluster.containerInsights();
      if (insights === undefined && parameters.acceptAccountSetting) return undefined;
      const enough = parameters.requireEnhanced ? ["enhanced"] : ["enabled", "enhanced"];
      if (insights !== undefined && enough.includes(insights)) return undefined;
      return `${cluster.label} does not measure its tasks: give 'settings' a containerInsights of ${enough.join(" or ")}`;
    });
  },
};
