import type { Reader } from "../resource/reader.js";
import { UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf } from "../resource/reviewedStack.js";
import type { TaskView } from "./taskView.js";
import { taskView } from "./taskView.js";

/** The type of task definitions. */
export const DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

const OF_COMPONENT = `$${DEFINITION}::`;

/** A task definition of a stack, as seen by what runs it. */
export interface DefinitionInStack {
  readonly resource: ReviewedResource;
  readonly view: TaskView;
}

/**
 * The task definition that a property names; nothing where it is of no stack that is seen.
 *
 * @throws {UnknownLeaf} if it may be one of several.
 */
export function definitionOf(
  from: ReviewedResource,
  leaf: Reader,
  stack: ReviewedStack,
): DefinitionInStack | undefined {
  const { certain, perhaps, isOpen } = stack.referred(from, idOf(leaf), DEFINITION);
  const [first, ...others] = certain;
  // What is not known at all may be of another stack, of which nothing is to be said.
  if (isOpen && certain.length === 0) return undefined;
  if (perhaps.length > 0 || others.length > 0) throw new UnknownLeaf(leaf.path);
  return first && seen(first, stack);
}

/** What a component of ours makes is read from its arguments, which are known where the resource's text is not. */
function seen(resource: ReviewedResource, stack: ReviewedStack): DefinitionInStack | undefined {
  const end = resource.urn.lastIndexOf(OF_COMPONENT);
  const urn = end < 0 ? "" : `${resource.urn.slice(0, end)}::${resource.name}`;
  const component = stack.withUrn(urn);
  const view = (component && taskView(component)) ?? taskView(resource);
  return view && { resource, view };
}
