import type { AllowingStatement } from "../resource/allowingStatements.js";
import { allowingStatements } from "../resource/allowingStatements.js";
import { viewOfKinds } from "./viewOf.js";

/** Who may do what with an ECR repository, or with all of a registry. */
export interface RepositoryPolicyView {
  /** How messages name it: `repository policy 'orders'`. */
  readonly label: string;
  /** @throws {UnknownLeaf} if the policy is not known. */
  readonly statements: () => AllowingStatement[];
}

const LABELS: Readonly<Record<string, string>> = {
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "repository policy",
  "aws:ecr/registryPolicy:RegistryPolicy": "registry policy",
};

/** A view of the policy that a resource is; nothing for any other resource. */
export const repositoryPolicyView = viewOfKinds(
  LABELS,
  (label, inputs, { name }): RepositoryPolicyView => {
    const policy = inputs.get("policy");
    return { label: `${label} '${name}'`, statements: () => allowingStatements(policy) };
  },
);
