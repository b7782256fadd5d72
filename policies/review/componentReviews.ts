import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isComponent, mainChildUrn } from "../resource/reviewedResource.js";
import type { Review } from "./review.js";

/**
 * Remembers what was said about our components, so that it is not said again of the resources that they make from their
 * arguments. Those are judged all the same, as a transform may have changed them. Component and resource come in this
 * order, as a parent is registered first.
 */
export class ComponentReviews {
  /** What was said about components, by the URN of the main child that each makes. */
  private readonly said = new Map<string, Said>();
  /** The component that was reviewed last, by one policy after the other. */
  private latest: { resource: ReviewedResource; child: string | undefined } | undefined;

  /** What is left to say of a review, and remembers it. */
  add(policy: string, resource: ReviewedResource, review: Review): Review {
    if (isComponent(resource)) {
      this.remember(policy, resource, review);
      return review;
    }
    const isSilent = review.messages.length + review.undetermined.length === 0;
    if (isSilent && review.exempted.length === 0) return review;
    const said = this.said.get(resource.urn);
    if (!said?.judged.has(policy)) return review;
    const messages = said.messages.get(policy) ?? NONE;
    return {
      ...review,
      messages: review.messages.filter((message) => !messages.includes(message)),
      exempted: review.exempted.filter(({ message }) => !messages.includes(message)),
      // What is not known here was known to be so in the arguments.
      undetermined: [],
    };
  }

  /** Whether a policy judged a resource in the arguments of the component that makes it. */
  isJudged(policy: string, resource: ReviewedResource): boolean {
    return this.said.get(resource.urn)?.judged.has(policy) ?? false;
  }

  /** A component that is reviewed again, as by an update after its preview, is judged afresh. */
  private remember(policy: string, resource: ReviewedResource, review: Review): void {
    if (this.latest?.resource !== resource) {
      this.latest = { resource, child: mainChildUrn(resource) };
    }
    const { child } = this.latest;
    if (child === undefined) return;
    const { messages, exempted, evaluated, undetermined } = review;
    let said = this.said.get(child);
    if (!said) {
      said = { judged: NONE_JUDGED, messages: NO_MESSAGES };
      this.said.set(child, said);
    }
    const isJudged = evaluated + undetermined.length + exempted.length > 0;
    said.judged = isJudged ? said.judged.with(policy) : said.judged.without(policy);
    if (messages.length + exempted.length + said.messages.size === 0) return;
    const own = [...messages, ...exempted.map(({ message }) => message)];
    said.messages = withOwn(said.messages, policy, own);
  }
}

const NONE: readonly string[] = [];
const NO_MESSAGES: ReadonlyMap<string, readonly string[]> = new Map();

/** What policies said about a component. */
interface Said {
  /** Policies that judged it. */
  judged: Policies;
  /** What they had to say, of those that had. */
  messages: ReadonlyMap<string, readonly string[]>;
}

function withOwn(
  others: ReadonlyMap<string, readonly string[]>,
  policy: string,
  own: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map(others);
  if (own.length > 0) all.set(policy, own);
  else all.delete(policy);
  return all;
}

/** A set of policies. Thousands of components are judged by the same ones, and share it. */
class Policies {
  private readonly more = new Map<string, Policies>();

  constructor(private readonly names: ReadonlySet<string> = new Set()) {}

  has(policy: string): boolean {
    return this.names.has(policy);
  }

  with(policy: string): Policies {
    if (this.names.has(policy)) return this;
    let found = this.more.get(policy);
    if (!found) {
      found = new Policies(new Set([...this.names, policy]));
      this.more.set(policy, found);
    }
    return found;
  }

  without(policy: string): Policies {
    if (!this.names.has(policy)) return this;
    return new Policies(new Set([...this.names].filter((name) => name !== policy)));
  }
}

const NONE_JUDGED = new Policies();
