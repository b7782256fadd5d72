import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";

/** Gives a view of a resource of its kind, and nothing for any other. */
export interface ViewOf<V, A extends unknown[]> {
  (resource: ReviewedResource, ...context: A): V | undefined;
  /** Types of the resources of its kind, where the type tells: of others nobody need ask. */
  readonly types?: ReadonlySet<string>;
}

/**
 * Makes what gives a view of each resource of some types, and nothing for any other.
 *
 * @param types Type of the resources, or several of them.
 * @param make Makes the view of what the resource says, leaf by leaf, of the resource itself, and of what else there is;
 * gives nothing for a resource that is of no such kind after all.
 */
export function viewOf<V, A extends unknown[]>(
  types: string | readonly string[],
  make: (inputs: Reader, resource: ReviewedResource, ...context: A) => V | undefined,
): ViewOf<V, A> {
  const kinds = Object.fromEntries([types].flat().map((type) => [type, make] as const));
  return viewOfKinds<typeof make, V, A>(kinds, (makeOne, ...from) => makeOne(...from));
}

/**
 * The same for resources of several kinds, which say the same thing each in its own way.
 *
 * @param kinds What is to be known of each kind, by its type.
 */
export function viewOfKinds<K, V, A extends unknown[]>(
  kinds: Readonly<Record<string, K>>,
  make: (kind: K, inputs: Reader, resource: ReviewedResource, ...context: A) => V | undefined,
): ViewOf<V, A> {
  const view = (resource: ReviewedResource, ...context: A) => {
    const kind = kinds[resource.type];
    if (kind === undefined) return undefined;
    return make(kind, inputsOf(resource), resource, ...context);
  };
  return Object.assign(view, { types: new Set(Object.keys(kinds)) });
}

/**
 * Makes what gives a view that says more than another one does, of the same resources.
 *
 * @param inner Gives the other view.
 * @param make Makes the view of that, of the resource itself, and of what else there is.
 */
export function viewOver<W, V, A extends unknown[]>(
  inner: ViewOf<W, []>,
  make: (view: W, resource: ReviewedResource, ...context: A) => V,
): ViewOf<V, A> {
  const view = (resource: ReviewedResource, ...context: A) => {
    const seen = inner(resource);
    return seen === undefined ? undefined : make(seen, resource, ...context);
  };
  return Object.assign(view, inner.types && { types: inner.types });
}

/** What reads the inputs of the resource that was seen last: all of its views read by it, and no leaf twice. */
let latest: { resource: ReviewedResource; inputs: Reader } | undefined;

/** What reads a resource's inputs. */
export function inputsOf(resource: ReviewedResource): Reader {
  if (latest?.resource !== resource) {
    latest = { resource, inputs: Reader.of(resource.properties) };
  }
  return latest.inputs;
}
