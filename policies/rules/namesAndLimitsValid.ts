import {
  legalNameProblem,
  tagCountProblem,
  tagKeyProblem,
  tagValueProblem,
} from "../../components/rules/legalName.js";
import type { Rule } from "../rule.js";

/** Names and tags are ones that AWS takes. What our components name themselves is legal as it is. */
export const namesAndLimitsValid: Rule = {
  name: "names-and-limits-valid",
  description: "Names and tags are as long, and of such characters, as AWS takes.",
  kind: "invalid",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps: "Shorten the name or the tag that the message names, or leave the name out.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html",
  sources: ["O22"],
  parameters: {},
  named(resource, { check, forEach }) {
    const told = (reason: string | undefined) => reason && `${resource.label}: ${reason}`;
    check(() => {
      const name = resource.name();
      const given = name === "" ? undefined : name;
      return told(legalNameProblem(resource.kind, given, resource.argument)?.reason);
    });
    check(() => told(tagCountProblem(resource.tags().length)));
    forEach(
      () => resource.tags(),
      ({ key, value }) => {
        check(() => told(tagKeyProblem(key) ?? tagValueProblem(key, value())));
      },
    );
  },
};
