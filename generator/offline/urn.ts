/** Type of the resource that is every other resource's root. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** What a URN is made of. */
export interface UrnParts {
  stack: string;
  project: string;
  type: string;
  name: string;
  /** URN of the parent, if there is one. */
  parent?: string | undefined;
}

/**
 * The URN that Pulumi's engine gives a resource: with the types of all its parents but the stack.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#urns
 */
export function urnOf({ stack, project, type, name, parent }: UrnParts): string {
  const parentType = parent === undefined ? STACK_TYPE : qualifiedTypeOf(parent);
  const qualified = parentType === STACK_TYPE ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** The name in a URN. A name may have colons itself. */
export function nameInUrn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The stack in a URN. */
export function stackInUrn(urn: string): string {
  return (urn.split("::", 1)[0] ?? "").replace(/^urn:pulumi:/, "");
}

/** The type token of the resource that a URN is of, without those of its parents. */
export function typeInUrn(urn: string): string {
  return qualifiedTypeOf(urn).split("$").at(-1) ?? "";
}

function qualifiedTypeOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}
