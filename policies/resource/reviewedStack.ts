import type { CostFigures } from "../../cost/costFigures.js";
import { Reader, UnknownLeaf } from "./reader.js";
import { nameInArn, namesOf } from "./resourceNames.js";
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
  private readonly byUrn = new Map<string, ReviewedResource[]>();
  private readonly byId = new Map<string, ReviewedResource[]>();
  private readonly known = new Map<string, unknown>();

  /** All of them, by their URNs. */
  readonly all: readonly ReviewedResource[];

  /** @param costFigures Reads what costs are worked out by; without it nothing is said of costs. */
  constructor(
    resources: readonly ReviewedResource[],
    readonly costFigures?: () => CostFigures,
  ) {
    // The engine tells them in any order: messages name the same one each time.
    this.all = [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    for (const resource of this.all) {
      addTo(this.byType, resource.type, resource);
      addTo(this.byUrn, resource.urn, resource);
      if (resource.id !== undefined) addTo(this.byId, `${resource.type} ${resource.id}`, resource);
    }
  }

  ofTypes(...types: readonly string[]): readonly ReviewedResource[] {
    const [type = "", ...others] = types;
    const all = this.byType.get(type) ?? [];
    return others.length === 0 ? all : [...all, ...this.ofTypes(...others)];
  }

  /** What is worked out once for all of the stack, such as an index of its resources. */
  once<T>(key: string, make: () => T): T {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key) as T;
  }

  /** Resources of these types that a property refers to. */
  referred(
    from: ReviewedResource,
    { property, ids }: IdsOfProperty,
    ...types: readonly string[]
  ): Referred {
    const areAllKnown = ids?.every((id) => id !== undefined) ?? false;
    const found = types.flatMap((type) => [...new Set(ids)].map((id) => this.called(type, id)));
    const named = found.flatMap((each) => (each.length === 1 ? each : []));
    // A name may be of several, as in two regions.
    const several = found.flatMap((each) => (each.length > 1 ? each : []));
    const candidates = this.dependencies(from, property, ...types).filter(
      (candidate) => !named.includes(candidate) && !(areAllKnown && candidate.id !== undefined),
    );
    // With as many ids left as there are candidates, each candidate is one of them.
    const places = ids === undefined ? 1 : ids.length - named.length;
    const isExact = candidates.length <= places;
    return {
      certain: isExact ? [...named, ...candidates] : named,
      perhaps: isExact ? several : [...several, ...candidates],
      isOpen: !areAllKnown && candidates.length === 0,
    };
  }

  /** Resources of a type that an id is for, or an ARN, or a name of their own. */
  private called(type: string, text: string | undefined): readonly ReviewedResource[] {
    if (text === undefined || text === "") return [];
    const exact = this.byId.get(`${type} ${text}`);
    if (exact) return exact;
    if (!this.byType.has(type)) return [];
    const byName = this.once(`names of ${type}`, () => {
      const names = new Map<string, ReviewedResource[]>();
      for (const resource of this.ofTypes(type)) {
        for (const name of namesOf(resource)) addTo(names, name, resource);
      }
      return names;
    });
    return byName.get(text) ?? byName.get(nameInArn(text) ?? "") ?? [];
  }

  /** The resource with a URN; the first where there are several, as of programs that import themselves twice. */
  withUrn(urn: string): ReviewedResource | undefined {
    return this.byUrn.get(urn)?.[0];
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

  /** Resources of a type that refer to a target by the id in a property, for sure or perhaps. */
  referring(type: string, property: string, target: ReviewedResource): Referring[] {
    const { certain, perhaps, open } = this.once(`${type} ${property} ${target.type}`, () =>
      this.referringIndex(type, property, target.type),
    );
    const unsure = [...(perhaps.get(target.urn) ?? []), ...open];
    return [
      ...(certain.get(target.urn) ?? []).map((value) => ({ value, sure: true })),
      ...unsure.map((value) => ({ value, sure: false })),
    ];
  }

  private referringIndex(type: string, property: string, targetType: string) {
    const certain = new Map<string, ReviewedResource[]>();
    const perhaps = new Map<string, ReviewedResource[]>();
    const open: ReviewedResource[] = [];
    for (const from of this.ofTypes(type)) {
      const ids = idOf(Reader.of(from.properties).get(property));
      const found = this.referred(from, ids, targetType);
      for (const { urn } of found.certain) addTo(certain, urn, from);
      for (const { urn } of found.perhaps) addTo(perhaps, urn, from);
      if (found.isOpen) open.push(from);
    }
    return { certain, perhaps, open };
  }

  /** Resources of these types that a top-level property depends on. */
  dependencies(
    from: ReviewedResource,
    property: string,
    ...types: readonly string[]
  ): ReviewedResource[] {
    const urns = from.dependencies?.[property] ?? [];
    if (urns.length === 0) return [];
    const found = [...new Set(urns)].flatMap((urn) => this.byUrn.get(urn) ?? []);
    found.sort((a, b) => (a.urn < b.urn ? -1 : 1));
    return types.flatMap((type) => found.filter((resource) => resource.type === type));
  }
}

/** A resource that refers to another. */
export interface Referring {
  value: ReviewedResource;
  /** Whether it does, or only may. */
  sure: boolean;
}

function addTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
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
