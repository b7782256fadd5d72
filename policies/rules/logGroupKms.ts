import type { Rule } from "../rule.js";

/** Logs are encrypted by a key that one can take away. AWS encrypts them by one of its own in any case. */
export const logGroupKms: Rule = {
  name: "log-group-kms",
  description: "Log groups are encrypted by a key of the account's own.",
  kind: "practice",
  severity: "low",
  // A choice, which our own components leave to their users; `hardened` asks for it.
  enforcementLevel: "disabled",
  remediationSteps:
    "Set 'kmsKeyId' of the log group to the ARN of a key that lets CloudWatch Logs use it.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  sources: ["CKV_AWS_158", "AWS-0017"],
  parameters: {},
  logGroup(group, { check }) {
    check(() =>
      group.hasKey() ? undefined : `${group.label} has no key of its own: set 'kmsKeyId'`,
    );
  },
};
