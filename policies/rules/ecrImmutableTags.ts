import type { RepositoryView } from "../views/repositoryView.js";
import type { Reader } from "../resource/reader.js";
import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** A tag names the same image for ever. */
export const ecrImmutableTags: Rule<{ allowExclusionFilters: boolean }> = {
  name: "ecr-immutable-tags",
  description: "Tags of ECR repositories are never moved to another image.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'imageTagMutability' to IMMUTABLE, and tag images by their content or their version.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
  sources: ["ECR.2", "CKV_AWS_51", "AWS-0031", "CT.ECR.PR.3"],
  framework: fsbp("ECR.2", "ECR private repositories should have tag immutability configured"),
  values: { imageTagMutability: (_, inputs) => immutable(inputs) },
  remediates: { "aws:ecr/repository:Repository": ["imageTagMutability"] },
  parameters: {
    allowExclusionFilters: flag(
      "Whether some tags, such as that of a build cache, may be written again; a filter for all tags is refused nevertheless.",
      true,
    ),
  },
  repository(repository, { parameters, check }) {
    check(() => problemOf(repository, parameters.allowExclusionFilters));
  },
};

/** Filters stand beside the forms with exclusions alone (PutImageTagMutability), and are for their author to change. */
function immutable(inputs: Reader): string | undefined {
  const mutability = inputs.get("imageTagMutability").string() ?? "MUTABLE";
  if (mutability === "MUTABLE") return "IMMUTABLE";
  return mutability === "MUTABLE_WITH_EXCLUSION" ? "IMMUTABLE_WITH_EXCLUSION" : undefined;
}

function problemOf(repository: RepositoryView, allowsExclusions: boolean): string | undefined {
  const mutability = repository.tagMutability();
  const works = "set 'imageTagMutability' to \"IMMUTABLE\"";
  if (mutability === "IMMUTABLE") return undefined;
  if (mutability !== "IMMUTABLE_WITH_EXCLUSION") {
    return `${repository.label} lets tags move to another image: ${works}`;
  }
  const filters = repository.exclusionFilters();
  const open = allowsExclusions ? filters.filter((filter) => /^\**$/.test(filter)) : filters;
  if (open.length === 0) return undefined;
  const named = open.map((filter) => `'${filter}'`).join(", ");
  return `${repository.label} lets the tags ${named} move to another image: ${works}`;
}
