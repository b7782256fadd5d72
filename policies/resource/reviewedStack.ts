import type { Reader } from "./reader.js";
import { UnknownLeaf } from "./reader.js";
import type { ReviewedResource } from "./reviewedResource.js";

/** Ids that a property has. */
export interface IdsOfProperty {
  /** Top-level property of the resource. */
  property: string;
  /** `undefined` for an id that is not known; nothing where their number is not known. */
  ids: (string | undefined)[] | undefined;
}

/** What a property refers to among the resources of its stack. */
export interface Referred {
  /** Resources that it refers to for sure. */
  certain: ReviewedResource[];
  /** Resources some of which it refers to. */
  perhaps: ReviewedResource[];
  /** Whether it is not known at all what it refers to. */
  isOpen: boolean;
}

/**
 * All resources of a stack. Before an update most ids are unknown: what refers to what is then told by the URNs that a
 * property depends on, which Pulumi keeps with each resource.
 */
export class ReviewedStack {
  private readonly byType = new Map<string, ReviewedResource[]>();

  constructor(resources: readonly ReviewedResource[]) {
    // The engine tells them in any order: messages name the same one each time.
    for (const resource of [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1))) {
      const known = this.byType.get(resource.type);
      if (known) known.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
  }

  ofTypes(...types: readonly string[]): ReviewedResource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** Resources of these types that a property refers to. */
  referred(
    from: ReviewedResource,
    { property, ids }: IdsOfProperty,
    ...types: readonly string[]
  ): Referred {
    const all = this.ofTypes(...types);
    const areAllKnown = ids?.every((id) => id !== undefined) ?? false;
    const named = all.filter(({ id }) => id !== undefined && (ids?.includes(id) ?? false));
    const candidates = this.dependencies(from, property, ...types).filter(
      (candidate) => !named.includes(candidate) && !(areAllKnown && candidate.id !== undefined),
    );
    // With as many ids left as there are candidates, each candidate is one of them.
    const places = ids === undefined ? 1 : ids.length - named.length;
    const isExact = candidates.length <= places;
    return {
      certain: isExact ? [...named, ...candidates] : named,
      perhaps: isExact ? [] : candidates,
      isOpen: !areAllKnown && candidates.length === 0,
    };
  }

  /** Whether a property refers to a resource; nothing where that is not known. */
  refersTo(
    from: ReviewedResource,
    ids: IdsOfProperty,
    target: ReviewedResource,
  ): boolean | undefined {
    const { certain, perhaps, isOpen } = this.referred(from, ids, target.type);
    if (certain.includes(target)) return true;
    return isOpen || perhaps.includes(target) ? undefined : false;
  }

  /** Resources of these types that a top-level property depends on. */
  dependencies(
    from: ReviewedResource,
    property: string,
    ...types: readonly string[]
  ): ReviewedResource[] {
    const urns = from.dependencies?.[property] ?? [];
    return this.ofTypes(...types).filter(({ urn }) => urns.includes(urn));
  }
}

/** The id that a property has. */
export function idOf(leaf: Reader): IdsOfProperty {
  return { property: propertyOf(leaf), ids: known(leaf) };
}

/** The ids that a property has a list of. */
export function idsOf(leaf: Reader): IdsOfProperty {
  const elements = whenKnown(() => leaf.list() ?? []);
  return { property: propertyOf(leaf), ids: elements?.flatMap(known) };
}

/** In a list, so that an id that is not known differs from none at all. */
function known(leaf: Reader): (string | undefined)[] {
  const text = whenKnown(() => leaf.string() ?? "");
  // A provider that has nothing says so by an empty text.
  return text === "" ? [] : [text];
}

function propertyOf({ path }: Reader): string {
  return path.split(/[.[]/, 1)[0] ?? "";
}

/** What a read gives; nothing where it meets a value that is not known. */
export function whenKnown<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownLeaf) return undefined;
    throw error;
  }
}
