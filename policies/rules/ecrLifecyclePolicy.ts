import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** Old images, with what has been found wrong in them since, do not stay for ever. */
export const ecrLifecyclePolicy: Rule = {
  name: "ecr-lifecycle-policy",
  description: "ECR repositories have a lifecycle policy.",
  kind: "practice",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Add an aws.ecr.LifecyclePolicy for the repository that expires old images.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-3",
  sources: ["ECR.3", "CT.ECR.PR.1"],
  framework: fsbp("ECR.3", "ECR repositories should have at least one lifecycle policy configured"),
  parameters: {},
  repositoryLifecycle(repository, { check }) {
    check(() =>
      repository.hasLifecyclePolicy()
        ? undefined
        : `${repository.label} keeps all images for ever: add a lifecycle policy`,
    );
  },
};
