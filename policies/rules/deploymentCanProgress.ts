import { progressProblemInRange } from "../../components/service/rules/deployment/deploymentProgress.js";
import type { CountRange } from "../../components/service/rules/serviceCount.js";
import type { Rule } from "../rule.js";

/** A rolling deployment may start or stop at least one task, for every count that the service may come to have. */
export const deploymentCanProgress: Rule = {
  name: "deployment-can-progress",
  description: "Rolling deployments have room to replace a task.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Raise the maximum percent or lower the minimum healthy percent of the deployment, which the message names, so that after rounding ECS may run one task more, or one less, than desired.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
  sources: ["O7"],
  parameters: {},
  service(service, { check }) {
    check(() => (service.isRolling() ? problemOf(service.counts()) : undefined));
  },
};

/** No count is below nothing: from there on is judged. */
function problemOf(counts: CountRange): string | undefined {
  return progressProblemInRange({ ...counts, least: Math.max(0, counts.least) })?.reason;
}
