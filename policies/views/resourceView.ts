import type { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { inputsOf } from "./viewOf.js";

/** Any resource, for what no other view speaks of. */
export interface ResourceView {
  /** What messages call it, such as `Queue 'jobs'`. */
  readonly label: string;
  readonly urn: string;
  /** Type token, such as `aws:sqs/queue:Queue`. */
  readonly type: string;
  readonly name: string;
  /** Its inputs, of which each is read by itself. */
  readonly inputs: Reader;
}

/** Any resource among the others of its stack. */
export interface ResourceInStackView extends ResourceView {
  /** The resource itself, to ask the stack about. */
  readonly resource: ReviewedResource;
  readonly stack: ReviewedStack;
}

/** The view of any resource. */
export function resourceView(resource: ReviewedResource): ResourceView {
  const { urn, type, name } = resource;
  const kind = type.split(":").at(-1) ?? type;
  return { label: `${kind} '${name}'`, urn, type, name, inputs: inputsOf(resource) };
}

/** The view of any resource among the others of its stack. */
export function resourceInStackView(
  resource: ReviewedResource,
  stack: ReviewedStack,
): ResourceInStackView {
  return { ...resourceView(resource), resource, stack };
}
