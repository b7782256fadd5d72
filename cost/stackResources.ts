import { Reader, UNKNOWN } from "../policies/resource/reader.js";

/** A resource as a preview prints it. */
export interface PricedResource {
  urn: string;
  type: string;
  name: string;
  parent: string | null;
  /** Plain JSON, in which `[unknown]` stands for what is not known yet. */
  inputs: Record<string, unknown>;
  /** Where it differs from the stack's. */
  region?: string | undefined;
  /** Whether a plugin makes what is in it, which is not seen. */
  remote?: true | undefined;
}

/** A resource as a preview prints it, or with what reads its inputs. */
export type ReadableResource = Omit<PricedResource, "inputs"> & {
  inputs: Record<string, unknown> | Reader;
};

/** A resource whose inputs are read leaf by leaf. */
export interface ReadResource extends Omit<PricedResource, "inputs"> {
  inputs: Reader;
  region: string;
}

/** What resources are looked for by; one function for each. */
type Key = (one: ReadResource) => string | undefined;

type Index = ReadonlyMap<string | undefined, readonly ReadResource[]>;

/** What a preview prints for a value that is not known yet, also within a text. */
const UNKNOWN_TEXT = "[unknown]";

/** The root of every resource. */
const STACK_TYPE = "pulumi:pulumi:Stack";

/** The resources of a stack, each with its region. */
export class StackResources {
  readonly all: readonly ReadResource[];
  private readonly byType = new Map<string, ReadResource[]>();
  private readonly indexes = new Map<Key, Map<string, Index>>();
  private readonly byUrn: ReadonlyMap<string, ReadResource>;

  constructor(resources: readonly ReadableResource[], region: string) {
    this.all = resources.map((one) => ({
      ...one,
      inputs: one.inputs instanceof Reader ? one.inputs : Reader.of(marked(one.inputs)),
      region: one.region ?? region,
    }));
    this.byUrn = new Map(this.all.map((one) => [one.urn, one]));
    for (const one of this.all) {
      const known = this.byType.get(one.type);
      if (known) known.push(one);
      else this.byType.set(one.type, [one]);
    }
  }

  /** All of these types. */
  of(...types: readonly string[]): readonly ReadResource[] {
    const lists = types.map((type) => this.byType.get(type) ?? []);
    const [first = [], ...others] = lists;
    // Each of thousands of services may ask for them all.
    return others.length === 0 ? first : lists.flat();
  }

  /** How many there are of these types. */
  count(...types: readonly string[]): number {
    return types.reduce((sum, type) => sum + (this.byType.get(type)?.length ?? 0), 0);
  }

  /** The resource with a URN; nothing where the stack has none. */
  withUrn(urn: string): ReadResource | undefined {
    return this.byUrn.get(urn);
  }

  /**
   * All of these types by a key, in their order. A stack may have thousands of services and of each thing that a service
   * has: they are gone through once for a key.
   */
  by(key: Key, ...types: readonly string[]): Index {
    const indexes = this.indexes.get(key) ?? new Map<string, Index>();
    this.indexes.set(key, indexes);
    const kinds = types.join(" ");
    let index = indexes.get(kinds);
    if (!index) {
      index = indexOf(this.of(...types), key);
      indexes.set(kinds, index);
    }
    return index;
  }

  /** Those of some types that are parts of the same component as a resource, in their order. */
  siblings(one: ReadResource, ...types: readonly string[]): readonly ReadResource[] {
    const component = componentOf(one);
    return component === undefined ? [] : (this.by(componentOf, ...types).get(component) ?? []);
  }

  /** Whether a resource is below another. */
  isBelow({ parent }: ReadResource, urn: string): boolean {
    for (let above = parent; above !== null; above = this.byUrn.get(above)?.parent ?? null) {
      if (above === urn) return true;
    }
    return false;
  }

  /** Whether two resources are parts of one component. */
  areSiblings(one: ReadResource, other: ReadResource): boolean {
    return one.parent === other.parent && componentOf(one) !== undefined;
  }
}

function indexOf(all: readonly ReadResource[], key: Key): Index {
  const index = new Map<string | undefined, ReadResource[]>();
  for (const one of all) {
    const value = key(one);
    const known = index.get(value);
    if (known) known.push(one);
    else index.set(value, [one]);
  }
  return index;
}

/** The component that a resource is a part of, by its URN. The stack, which is none, need not be among the resources. */
function componentOf({ parent }: ReadResource): string | undefined {
  return parent === null || parent.split("::")[2] === STACK_TYPE ? undefined : parent;
}

/** The logical name, to look resources up by. */
export function logicalName({ name }: ReadResource): string {
  return name;
}

/** Values with a mark for those that are not known. What has none of these stays as it is: a stack may be large. */
export function marked(value: unknown): unknown {
  if (typeof value === "string") return value.includes(UNKNOWN_TEXT) ? UNKNOWN : value;
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(marked);
    return items.every((item, i) => item === value[i]) ? value : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, each, marked(each)] as const);
  if (entries.every(([, each, own]) => each === own)) return value;
  return Object.fromEntries(entries.map(([key, , own]) => [key, own]));
}
