import { texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";

/** Whose each resource is, and what for, is told by its tags. Says nothing before it is given keys. */
export const requiredTags: Rule<{ requiredTagKeys: string[] }> = {
  name: "required-tags",
  description: "Resources have the tags that the configuration asks for.",
  kind: "practice",
  severity: "low",
  enforcementLevel: "advisory",
  remediationSteps: "Add the tags that the message names, best as 'defaultTags' of the provider.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-13",
  sources: ["ECS.13", "ECS.14", "ECS.15", "ECR.4", "AutoScaling.10"],
  parameters: {
    requiredTagKeys: texts(
      "Keys of the tags that resources must have. Letter case counts.",
      [],
      ["owner", "cost-center"],
    ),
  },
  tagged(resource, { parameters: { requiredTagKeys }, check }) {
    if (requiredTagKeys.length === 0) return;
    check(() => {
      const keys = resource.tagKeys();
      const missing = requiredTagKeys.filter((key) => !keys.includes(key));
      if (missing.length === 0) return undefined;
      return `${resource.label} lacks tags: add ${missing.map((key) => `"${key}"`).join(", ")} to 'tags'`;
    });
  },
};
