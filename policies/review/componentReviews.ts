import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isComponent, mainChildUrn } from "../resource/reviewedResource.js";
import type { Review } from "./reviewResource.js";

/**
 * Remembers what was said about our components, so that it is not said again of the resources that they make from their
 * arguments. Those are judged all the same, as a transform may have changed them. Component and resource come in this
 * order, as a parent is registered first.
 */
export class ComponentReviews {
  /** Messages about a component by policy, by the URN of the main child that it makes. */
  private readonly said = new Map<string, Map<string, readonly string[]>>();

  /** What is left to say of a review, and remembers it. */
  add(policy: string, resource: ReviewedResource, review: Review): Review {
    if (isComponent(resource)) {
      this.remember(policy, resource, review);
      return review;
    }
    const said = this.said.get(resource.urn)?.get(policy);
    if (said === undefined) return review;
    return {
      ...review,
      messages: review.messages.filter((message) => !said.includes(message)),
      exempted: review.exempted.filter(({ message }) => !said.includes(message)),
      // What is not known here was known to be so in the arguments.
      undetermined: [],
    };
  }

  /** Whether a policy judged a resource in the arguments of the component that makes it. */
  isJudged(policy: string, resource: ReviewedResource): boolean {
    return this.said.get(resource.urn)?.has(policy) ?? false;
  }

  /** A component that is reviewed again, as by an update after its preview, is judged afresh. */
  private remember(policy: string, resource: ReviewedResource, review: Review): void {
    const child = mainChildUrn(resource);
    if (child === undefined) return;
    const { messages, exempted, evaluated, undetermined } = review;
    const known = this.said.get(child);
    if (evaluated + undetermined.length + exempted.length === 0) {
      known?.delete(policy);
      return;
    }
    const said = known ?? new Map<string, readonly string[]>();
    if (!known) this.said.set(child, said);
    said.set(
      policy,
      exempted.length === 0 ? messages : [...messages, ...exempted.map(({ message }) => message)],
    );
  }
}
