import type { Rule } from "../rule.js";

/** Images are encrypted by a key that one can take away. AWS encrypts them by one of its own in any case. */
export const ecrKms: Rule = {
  name: "ecr-kms",
  description: "ECR repositories are encrypted by a key of the account's own.",
  kind: "practice",
  severity: "low",
  // A choice, which our own components leave to their users; `hardened` asks for it.
  enforcementLevel: "disabled",
  remediationSteps:
    "Give a new repository 'encryptionConfigurations' with KMS and a 'kmsKey'; on one that there is, it replaces the repository.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-5",
  sources: ["ECR.5", "CKV_AWS_136", "AWS-0033"],
  parameters: {},
  repository(repository, { check }) {
    check(() =>
      repository.encryptionType().startsWith("KMS") && repository.hasKey()
        ? undefined
        : `${repository.label} has no key of its own: set 'encryptionConfigurations' to KMS with a 'kmsKey'`,
    );
  },
};
