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

/** What a preview prints for a value that is not known yet, also within a text. */
const UNKNOWN_TEXT = "[unknown]";

/** The root of every resource. */
const STACK_TYPE = "pulumi:pulumi:Stack";

/** The resources of a stack, each with its region. */
export class StackResources {
  readonly all: readonly ReadResource[];
  private readonly byType = new Map<string, ReadResource[]>();
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
  of(...types: readonly string[]): ReadResource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
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
    if (one.parent === null || one.parent !== other.parent) return false;
    // The stack itself need not be among the resources.
    return one.parent.split("::")[2] !== STACK_TYPE;
  }
}

/** Values with a mark for those that are not known. */
export function marked(value: unknown): unknown {
  if (typeof value === "string" && value.includes(UNKNOWN_TEXT)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each)]));
}
