import type { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf } from "../resource/reviewedStack.js";
import { knownReferred } from "./referredResource.js";
import type { TaskView } from "./taskView.js";
import { taskView } from "./taskView.js";

/** The type of task definitions. */
export const DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

const OF_COMPONENT = `$${DEFINITION}::`;

/**
 * The task definitions of a stack that a property names: one, or those of which it names one. An ARN that the program writes
 * out is of another stack where it is told what the property depends on.
 */
export function definitionsOf(
  from: ReviewedResource,
  leaf: Reader,
  stack: ReviewedStack,
): ReviewedResource[] {
  if (from.dependencies) return stack.dependencies(from, leaf.path, DEFINITION);
  const { certain, perhaps } = stack.referred(from, idOf(leaf), DEFINITION);
  return certain.length > 0 ? certain : perhaps;
}

/**
 * The task definition that a property names, as seen by what runs it; nothing where it is of no stack that is seen.
 *
 * @throws {UnknownLeaf} if it may be one of several.
 */
export function definitionOf(
  from: ReviewedResource,
  leaf: Reader,
  stack: ReviewedStack,
): TaskView | undefined {
  const found = knownReferred(stack, from, leaf, DEFINITION);
  return found && seen(found, stack);
}

/** What a component of ours makes is read from its arguments, which are known where the resource's text is not. */
function seen(resource: ReviewedResource, stack: ReviewedStack): TaskView | undefined {
  const end = resource.urn.lastIndexOf(OF_COMPONENT);
  const urn = end < 0 ? "" : `${resource.urn.slice(0, end)}::${resource.name}`;
  const component = stack.withUrn(urn);
  return (component && taskView(component)) ?? taskView(resource);
}
