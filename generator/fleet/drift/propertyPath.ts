/** Parts of a path of Pulumi's: `tags["a.b"]`, `actions[0].forward`. */
const PART = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g;

/**
 * The value at a property path, as engine events write them; nothing where there is none.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/options/ignorechanges/
 */
export function propertyAt(properties: unknown, path: string): unknown {
  return partsOf(path).reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined,
    properties,
  );
}

/** The property of the resource that a path begins with. */
export function topProperty(path: string): string {
  return partsOf(path)[0] ?? "";
}

function partsOf(path: string): string[] {
  return [...path.matchAll(PART)].map(
    ([, quoted, index, name]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? name ?? "",
  );
}
