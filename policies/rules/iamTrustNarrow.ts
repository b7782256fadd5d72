import { matchesGlob } from "../../components/rules/glob.js";
import type { AllowingStatement } from "../resource/allowingStatements.js";
import { letsInEverybody } from "../resource/allowingStatements.js";
import { texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";

const GITHUB = "token.actions.githubusercontent.com";

/** A subject that names an owner and a repository, as GitHub writes them. */
const OF_A_REPOSITORY = /^repo:[^*?/:]+\/[^*?/:]+(:|$)/;

/** No stranger acts as a role: neither of another account, nor of another repository of GitHub. */
export const iamTrustNarrow: Rule<{ allowedSubs: string[] }> = {
  name: "iam-trust-narrow",
  description: "Roles name who may act as them, and which repositories of GitHub.",
  kind: "security",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Name principals in the role's 'assumeRolePolicy'; for GitHub a condition of token.actions.githubusercontent.com:sub such as repo:acme/shop:environment:prod.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
  sources: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_358", "CKV_AWS_393"],
  parameters: {
    allowedSubs: texts(
      "Subjects that are let be, as the policy writes them; * stands for any characters.",
      [],
      ["repo:acme/*"],
    ),
  },
  trust(role, { parameters, check, forEach }) {
    forEach(role.statements, (statement) => {
      check(() =>
        letsInEverybody(statement)
          ? `${role.label} lets everybody act as it: name principals in 'assumeRolePolicy'`
          : undefined,
      );
      check(() => subjectProblem(role.label, statement, parameters.allowedSubs));
    });
  },
};

function subjectProblem(
  label: string,
  statement: AllowingStatement,
  allowed: readonly string[],
): string | undefined {
  const conditions = statement.conditions();
  // The provider's ARN may not be known: its conditions tell it, too.
  const isOfGitHub =
    conditions.some(({ key }) => key.startsWith(`${GITHUB}:`)) ||
    statement.federated().some((principal) => principal.endsWith(`/${GITHUB}`));
  if (!isOfGitHub) return undefined;
  const subjects = conditions.filter(({ key }) => key === `${GITHUB}:sub`);
  if (subjects.length === 0 && !conditions.some(({ key }) => isOwnership(key))) {
    return `${label} lets every repository of GitHub act as it: add a condition of ${GITHUB}:sub`;
  }
  const wide = subjects
    .flatMap(({ values }) => values)
    .find(
      (value) => !OF_A_REPOSITORY.test(value) && !allowed.some((glob) => matchesGlob(glob, value)),
    );
  if (wide === undefined) return undefined;
  return `${label} lets more than one repository of GitHub act as it: name owner and repository in ${GITHUB}:sub, got "${wide}"`;
}

/** Other claims that name whose the repository is. */
function isOwnership(key: string): boolean {
  return [
    "repository",
    "repository_id",
    "repository_owner",
    "repository_owner_id",
    "job_workflow_ref",
  ]
    .map((claim) => `${GITHUB}:${claim}`)
    .includes(key);
}
