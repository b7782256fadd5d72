import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf } from "../resource/reviewedStack.js";

/** An ECR repository with the lifecycle policies of its stack. */
export interface RepositoryLifecycleView {
  /** How messages name it: `repository 'orders'`. */
  readonly label: string;
  /** Whether the stack has a policy for it that says which images go, or may have. */
  hasLifecyclePolicy(): boolean;
}

const REPOSITORY = "aws:ecr/repository:Repository";

/** A view of the ECR repository that a resource is; nothing for any other resource. */
export function repositoryLifecycleView(
  resource: ReviewedResource,
  stack: ReviewedStack,
): RepositoryLifecycleView | undefined {
  if (resource.type !== REPOSITORY) return undefined;
  return {
    label: `repository '${resource.name}'`,
    hasLifecyclePolicy: () =>
      stack.ofTypes("aws:ecr/lifecyclePolicy:LifecyclePolicy").some((policy) => {
        const repository = idOf(Reader.of(policy.properties).get("repository"));
        const named = repository.ids?.[0];
        // A policy that names the repository in a text is of none by its id.
        return (
          (named !== undefined && named === nameOf(resource)) ||
          stack.refersTo(policy, repository, resource) !== false
        );
      }),
  };
}

function nameOf({ properties }: ReviewedResource): string | undefined {
  return idOf(Reader.of(properties).get("name")).ids?.[0];
}
