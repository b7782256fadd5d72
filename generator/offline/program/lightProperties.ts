import { createRequire } from "node:module";

/** Resources that a property's value comes from. */
type Resources = Set<unknown>;

type Serialized = [Record<string, unknown>, Map<string, Resources>];

type SerializeAll = (
  label: string,
  properties: Record<string, unknown>,
  options: unknown,
) => Promise<Serialized>;

interface Rpc {
  serializeResourceProperties: SerializeAll;
  serializeProperty(
    context: string,
    value: unknown,
    resources: Resources,
    options: unknown,
  ): Promise<unknown>;
}

interface DependsOn {
  getAllTransitivelyReferencedResourceURNs?: (
    resources: Resources,
    exclude: Resources,
  ) => Promise<Set<string>>;
}

/** What the runtime only looks into: most properties depend on nothing. */
const NONE: Resources = new Set();

const DONE = Promise.resolve();

/** How many steps Pulumi's runtime takes to find that nothing depends on nothing. */
const STEPS = 5;

/** The runtime sends these apart. */
const OWN_KEYS: ReadonlySet<string> = new Set(["id", "urn"]);

/**
 * Has Pulumi's runtime spend little on the properties of a resource that are not given, or plain: of each it calls five
 * asynchronous functions, with sets and promises, and most of a resource's forty properties are so. Waits as many steps as the
 * runtime does, so that resources are registered in the same order. To be called before the program runs.
 */
export function serializeLightly(): void {
  const load = createRequire(__filename);
  const rpc = load("@pulumi/pulumi/runtime/rpc") as Rpc;
  const dependsOn = load("@pulumi/pulumi/runtime/dependsOn") as DependsOn;
  // Another version may do it elsewhere.
  if (typeof rpc.serializeResourceProperties === "function") lightenProperties(rpc);
  lightenDependencies(dependsOn);
}

function lightenProperties(rpc: Rpc): void {
  const original = rpc.serializeResourceProperties;
  const serialized: SerializeAll = async (label, properties, options) => {
    const values: Record<string, unknown> = {};
    const dependencies: Serialized[1] = new Map();
    for (const key of Object.keys(properties)) {
      if (OWN_KEYS.has(key)) continue;
      const given = properties[key];
      if (isPlain(given)) {
        await DONE;
        if (given === undefined) continue;
        values[key] = given;
        dependencies.set(key, NONE);
        continue;
      }
      const resources: Resources = new Set();
      let value: unknown;
      try {
        value = await rpc.serializeProperty(`${label}.${key}`, given, resources, options);
      } catch (error) {
        // The runtime has its own words for it.
        await original(label, { [key]: given }, options);
        throw error;
      }
      if (value === undefined) continue;
      values[key] = value;
      dependencies.set(key, resources);
    }
    return [values, dependencies];
  };
  // It hands on the promise of another function too, which takes three steps.
  rpc.serializeResourceProperties = async (...given) => serialized(...given);
}

function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case "undefined":
    case "string":
    case "number":
    case "boolean":
      return true;
    default:
      return value === null;
  }
}

function lightenDependencies(dependsOn: DependsOn): void {
  const original = dependsOn.getAllTransitivelyReferencedResourceURNs;
  if (typeof original !== "function") return;
  dependsOn.getAllTransitivelyReferencedResourceURNs = (resources, exclude) =>
    resources.size > 0 ? original(resources, exclude) : nothing();
}

async function nothing(): Promise<Set<string>> {
  for (let step = 0; step < STEPS; step++) await DONE;
  return new Set();
}
