import type { AllowingStatement } from "../resource/policyDocument.js";
import { allowingStatements } from "../resource/policyDocument.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";

/** Who may do what with an ECR repository, or with all of a registry. */
export interface RepositoryPolicyView {
  /** How messages name it: `repository policy 'orders'`. */
  readonly label: string;
  /** @throws {UnknownLeaf} if the policy is not known. */
  statements(): AllowingStatement[];
}

const LABELS: Readonly<Record<string, string>> = {
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "repository policy",
  "aws:ecr/registryPolicy:RegistryPolicy": "registry policy",
};

/** A view of the policy that a resource is; nothing for any other resource. */
export function repositoryPolicyView(resource: ReviewedResource): RepositoryPolicyView | undefined {
  const label = LABELS[resource.type];
  if (label === undefined) return undefined;
  const policy = Reader.of(resource.properties).get("policy");
  return { label: `${label} '${resource.name}'`, statements: () => allowingStatements(policy) };
}
