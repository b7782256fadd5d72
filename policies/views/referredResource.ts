import type { Reader } from "../resource/reader.js";
import { UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, whenKnown } from "../resource/reviewedStack.js";

/** The resource of this stack that a property refers to; nothing where there is none, or it may be one of several. */
export function soleReferred(
  stack: ReviewedStack,
  from: ReviewedResource,
  leaf: Reader,
  ...types: readonly string[]
): ReviewedResource | undefined {
  return whenKnown(() => knownReferred(stack, from, leaf, ...types));
}

/**
 * The resource of this stack that a property refers to; nothing where there is none.
 *
 * @throws {UnknownLeaf} if it may be one of several.
 */
export function knownReferred(
  stack: ReviewedStack,
  from: ReviewedResource,
  leaf: Reader,
  ...types: readonly string[]
): ReviewedResource | undefined {
  const { certain, perhaps } = stack.referred(from, idOf(leaf), ...types);
  if (perhaps.length > 0 || certain.length > 1) throw new UnknownLeaf(leaf.path);
  return certain[0];
}
