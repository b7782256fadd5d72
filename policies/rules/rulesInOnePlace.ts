import type { Rule } from "../rule.js";

/**
 * Rules of a security group, routes of a table and policies of a role are said in one place: "cannot be used in conjunction
 * with in-line rules … Doing so will cause a conflict of rule settings and will overwrite rules" (the provider's page of
 * aws.ec2.SecurityGroupRule; those of aws.ec2.Route and aws.iam.Role say the same).
 */
export const rulesInOnePlace: Rule = {
  name: "rules-in-one-place",
  description:
    "Rules, routes and policies are in the resource that has them, or all beside it, and not both.",
  kind: "reliability",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Move the entries of the property that the message names to resources of their own, and leave it out.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  sources: ["O15"],
  parameters: {},
  separateRulesInStack({ label, lists }, { check }) {
    for (const list of lists) {
      check(() => {
        const separate = list.separate();
        if (separate === undefined || !list.isInline()) return undefined;
        return `${label}: '${list.property}' must be left out beside resources of their own, which each update takes out again, got it beside '${separate}'; all of it in such resources works`;
      });
    }
  },
};
