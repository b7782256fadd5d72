import * as pulumi from "@pulumi/pulumi";

const COMPONENT = "slipway:index:";
const STACK = "pulumi:pulumi:Stack";

/**
 * What tells a component's physical names from those of others of its name: the types of what it stands in, as its URN has them,
 * then stack and project. A component at the top of a stack has these two alone.
 *
 * @param resource The component, or one of its children.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#urns
 */
export function ownerParts(resource: pulumi.Resource): string[] {
  const upwards = typesFrom(resource);
  const own = upwards.findIndex((type) => type.startsWith(COMPONENT));
  return partsBelow(upwards.slice(own + 1));
}

/** The same of a component that is yet to be registered. */
export function ownerPartsIn(opts: pulumi.ComponentResourceOptions = {}): string[] {
  return partsBelow(opts.parent ? typesFrom(opts.parent) : []);
}

function partsBelow(upwards: readonly string[]): string[] {
  const outer = upwards.filter((type) => type !== STACK).reverse();
  const chain = outer.length === 0 ? [] : [outer.join("$")];
  return [...chain, pulumi.getStack(), pulumi.getProject()];
}

/**
 * Types of a resource and of all that it stands in, the innermost first. Pulumi keeps both where programs do not see them: a
 * URN says the same, but is an output, and names decide before it is known. One that stands in a component of another process
 * has a parent without a type.
 */
function typesFrom(resource: pulumi.Resource): string[] {
  const types: string[] = [];
  let at: unknown = resource;
  while (pulumi.Resource.isInstance(at)) {
    const type: unknown = Reflect.get(at, "__pulumiType");
    if (typeof type === "string" && type !== "") types.push(type);
    at = Reflect.get(at, "__parentResource");
  }
  return types;
}
