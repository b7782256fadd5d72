import type { ReviewedStack } from "../resource/reviewedStack.js";
import { viewOf } from "./viewOf.js";

/** An ECR repository with the lifecycle policies of its stack. */
export interface RepositoryLifecycleView {
  /** How messages name it: `repository 'orders'`. */
  readonly label: string;
  /** Whether the stack has a policy for it that says which images go, or may have. */
  hasLifecyclePolicy(): boolean;
}

const REPOSITORY = "aws:ecr/repository:Repository";

/** A view of the ECR repository that a resource is; nothing for any other resource. */
export const repositoryLifecycleView = viewOf(
  REPOSITORY,
  (_inputs, resource, stack: ReviewedStack): RepositoryLifecycleView => ({
    label: `repository '${resource.name}'`,
    hasLifecyclePolicy: () =>
      stack.referring("aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository", resource).length > 0,
  }),
);
