import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";

/** Gives a view of a resource of its kind, and nothing for any other. */
type ViewOf<V, A extends unknown[]> = (resource: ReviewedResource, ...context: A) => V | undefined;

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
  return (resource, ...context) => {
    const kind = kinds[resource.type];
    if (kind === undefined) return undefined;
    return make(kind, Reader.of(resource.properties), resource, ...context);
  };
}
