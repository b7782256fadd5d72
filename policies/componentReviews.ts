import type { ReviewedResource } from "./reviewedResource.js";
import { isMadeByComponent } from "./reviewedResource.js";
import type { Review } from "./reviewResource.js";

/**
 * Remembers what was said about our components, so that it is not said again of the resources that they make. Component
 * and resource come in this order, as a parent is registered first.
 */
export class ComponentReviews {
  /** URN of a component to policy and message of its violations. */
  private readonly said = new Map<string, Set<string>>();

  /** What is left to say of a review, and remembers it. */
  add(policy: string, resource: ReviewedResource, review: Review): Review {
    if (isMadeByComponent(resource)) {
      return {
        ...review,
        messages: review.messages.filter((message) => !this.has(resource, key(policy, message))),
        undetermined: [],
      };
    }
    if (resource.type.startsWith("slipway:")) this.remember(policy, resource, review);
    return review;
  }

  /** A component that is reviewed again, as by an update after its preview, is judged afresh. */
  private remember(policy: string, { urn }: ReviewedResource, { messages }: Review): void {
    const said = [...(this.said.get(urn) ?? [])].filter((k) => !k.startsWith(key(policy, "")));
    this.said.set(urn, new Set([...said, ...messages.map((message) => key(policy, message))]));
  }

  private has({ parent }: ReviewedResource, said: string): boolean {
    if (parent != null) return this.said.get(parent)?.has(said) ?? false;
    return [...this.said.values()].some((messages) => messages.has(said));
  }
}

function key(policy: string, message: string): string {
  return `${policy}\n${message}`;
}
