import type { AllowingStatement } from "../resource/allowingStatements.js";
import { letsInEverybody } from "../resource/allowingStatements.js";
import { texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";

/** Nobody but named accounts may pull or push. */
export const ecrPolicyNotPublic: Rule<{ trustedAccounts: string[] }> = {
  name: "ecr-policy-not-public",
  description: "Policies of ECR repositories and registries let in named accounts alone.",
  kind: "security",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Name the accounts as principals, as 'pullAccountIds' of a DockerImage does, or narrow everybody down by a condition such as aws:PrincipalOrgID.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  sources: ["CKV_AWS_32", "AWS-0032", "AwsSolutions-ECR1"],
  parameters: {
    trustedAccounts: texts(
      "Ids of the accounts that may be let in, 12 digits each. Empty allows all.",
      [],
      ["123456789012"],
    ),
  },
  repositoryPolicy(policy, { parameters, check, forEach }) {
    forEach(policy.statements, (statement) => {
      check(() => problemOf(policy.label, statement, parameters.trustedAccounts));
    });
  },
};

function problemOf(
  label: string,
  statement: AllowingStatement,
  trusted: readonly string[],
): string | undefined {
  if (letsInEverybody(statement)) {
    return `${label} lets everybody in: name accounts as principals, or add a condition such as aws:PrincipalOrgID`;
  }
  if (trusted.length === 0) return undefined;
  const accounts = statement
    .principals()
    .flatMap((principal) => /\d{12}/.exec(principal)?.[0] ?? []);
  const stranger = accounts.find((account) => !trusted.includes(account));
  if (stranger === undefined) return undefined;
  return `${label} lets in account ${stranger}, which is not one of 'trustedAccounts' ${trusted.join(", ")}`;
}
