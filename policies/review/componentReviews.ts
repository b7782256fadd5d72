import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isComponent, isMadeBy } from "../resource/reviewedResource.js";
import type { Review } from "./reviewResource.js";

/**
 * Remembers what was said about our components, so that it is not said again of the resources that they make from their
 * arguments. Those are judged all the same, as a transform may have changed them. Component and resource come in this
 * order, as a parent is registered first.
 */
export class ComponentReviews {
  /** Components that a policy had something to judge in, by URN, with the messages of their violations by policy. */
  private readonly components = new Map<
    string,
    { resource: ReviewedResource; said: Map<string, readonly string[]> }
  >();

  /** What is left to say of a review, and remembers it. */
  add(policy: string, resource: ReviewedResource, review: Review): Review {
    if (isComponent(resource)) {
      this.remember(policy, resource, review);
      return review;
    }
    const said = this.saidOfMaker(policy, resource);
    if (said === undefined) return review;
    return {
      messages: review.messages.filter((message) => !said.includes(message)),
      // What is not known here was known to be so in the arguments.
      undetermined: [],
      evaluated: review.evaluated,
    };
  }

  /** Whether a policy judged a resource in the arguments of the component that makes it. */
  isJudged(policy: string, resource: ReviewedResource): boolean {
    return this.saidOfMaker(policy, resource) !== undefined;
  }

  /** A component that is reviewed again, as by an update after its preview, is judged afresh. */
  private remember(policy: string, resource: ReviewedResource, review: Review): void {
    const said = this.components.get(resource.urn)?.said ?? new Map<string, readonly string[]>();
    if (review.evaluated + review.undetermined.length > 0) said.set(policy, review.messages);
    else said.delete(policy);
    this.components.set(resource.urn, { resource, said });
  }

  /** Messages of the component that made a resource; nothing where there is none, or nothing was judged in it. */
  private saidOfMaker(policy: string, child: ReviewedResource): readonly string[] | undefined {
    const maker = [...this.components.values()].find(({ resource }) => isMadeBy(child, resource));
    return maker?.said.get(policy);
  }
}
