import { UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { whenKnown } from "../resource/reviewedStack.js";
import { viewOf } from "./viewOf.js";

/** The roles of a task definition. */
export interface TaskRolesInStackView {
  /** How messages name it: `task definition 'orders'`. */
  readonly label: string;
  /** Whether its containers act as the role that ECS starts them by. @throws {UnknownLeaf} if that is not known. */
  hasOneRole(): boolean;
}

const ROLE = "aws:iam/role:Role";
const PROPERTIES = ["executionRoleArn", "taskRoleArn"] as const;

/** A view of a task definition's roles; nothing for other resources, and where there are not both. */
export const taskRolesInStackView = viewOf(
  "aws:ecs/taskDefinition:TaskDefinition",
  (inputs, resource, stack: ReviewedStack): TaskRolesInStackView | undefined => {
    const [execution, task] = PROPERTIES.map((property) => inputs.get(property));
    if (execution?.isGiven() !== true || task?.isGiven() !== true) return undefined;
    return {
      label: `task definition '${resource.name}'`,
      hasOneRole: () => {
        const known = [execution, task].map((leaf) => whenKnown(() => leaf.string()));
        if (known.every((arn) => arn !== undefined)) return known[0] === known[1];
        return isOneRole(resource, stack);
      },
    };
  },
);

/** ARNs that are not known yet are of one role where they depend on that one. */
function isOneRole(resource: ReviewedResource, stack: ReviewedStack): boolean {
  const roles = PROPERTIES.map((property) => stack.dependencies(resource, property, ROLE));
  const [execution = [], task = []] = roles;
  const shared = execution.filter((role) => task.includes(role));
  // Neither may be of this stack, and an ARN may be made of several roles' names.
  if (execution.length === 0 && task.length === 0) return isFromComponent(resource);
  if (shared.length === 0) return false;
  if (execution.length === 1 && task.length === 1) return true;
  throw new UnknownLeaf("taskRoleArn");
}

/** Our component makes a role for each. What else has no dependencies to tell is not known. */
function isFromComponent({ urn }: ReviewedResource): boolean {
  if (isOfComponent({ urn }, "TaskDefinition")) return false;
  throw new UnknownLeaf("taskRoleArn");
}
