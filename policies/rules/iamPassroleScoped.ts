import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { matchesGlob } from "../../components/rules/glob.js";
import type { Grant } from "../views/grantsView.js";

/** Nobody gets the rights of any role by handing it to a task that they start. */
export const iamPassroleScoped: Rule<{ requireRoles: boolean }> = {
  name: "iam-passrole-scoped",
  description: "Policies name the roles that may be passed to a service, or the service.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Allow iam:PassRole on the ARNs of the task and execution roles, under a condition of iam:PassedToService.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  sources: ["AWS-0342"],
  parameters: {
    requireRoles: flag("Whether a condition of iam:PassedToService alone is too little.", false),
  },
  profiles: { hardened: { requireRoles: true } },
  grants(view, { parameters, check, forEach }) {
    forEach(view.grants, (grant) => {
      check(() => {
        if (!passesRoles(grant) || !isOfAnyRole(grant)) return undefined;
        const isForService = grant
          .conditions()
          .some(({ key, values }) => key === "iam:passedtoservice" && !values.includes("*"));
        if (isForService && !parameters.requireRoles) return undefined;
        return `${view.label} lets any role be passed: name the roles of iam:PassRole in 'Resource'`;
      });
    });
  },
};

/** What allows everything is told by `iam-no-wildcards`. */
function passesRoles(grant: Grant): boolean {
  return grant
    .actions()
    .some((action) => action !== "*" && matchesGlob(action.toLowerCase(), "iam:passrole"));
}

function isOfAnyRole(grant: Grant): boolean {
  return (
    grant.hasNotResource() ||
    grant.resources().some((resource) => /^(\*|.*:role\/\*)$/.test(resource))
  );
}
