import type { ComponentReference, DescribedProperty } from "../generator/explain/reference.js";
import type { PropertyTags } from "./propertyTags.js";

/** A property in Pulumi's package schema, as far as it is told to people. */
interface ToldProperty {
  type?: string;
  $ref?: string;
  items?: ToldProperty;
  additionalProperties?: ToldProperty;
  plain?: boolean;
  optional?: boolean;
  description?: string;
}

/** A package schema, as far as it is told to people. */
export interface ToldSchema {
  resources: Record<
    string,
    {
      description?: string;
      inputProperties: Record<string, ToldProperty>;
      properties: Record<string, ToldProperty>;
    }
  >;
  types: Record<
    string,
    { properties?: Record<string, ToldProperty>; enum?: { value: string | number }[] }
  >;
}

/** A property at one of its places. */
interface PlacedProperty {
  kind: DescribedProperty["kind"];
  /** The interface that declares it: places of one declaration are told as one. */
  owner: string;
  name: string;
  path: string;
  property: ToldProperty;
}

/**
 * What is to be told of components' arguments and outputs, each once, with all paths that lead to it.
 *
 * @param tagsOf Gives what the schema leaves out of a doc comment.
 * @throws {Error} if one has no description.
 */
export function componentReference(
  schema: ToldSchema,
  tagsOf: (owner: string, property: string) => PropertyTags,
): ComponentReference {
  const resources = Object.entries(schema.resources);
  const placed = resources.flatMap(([token, { inputProperties, properties }]) => {
    const component = shortName(token);
    return [
      ...placesBelow(schema, "argument", component, component, inputProperties),
      ...placesBelow(schema, "output", component, component, properties),
    ];
  });
  const declared = new Map<string, [PlacedProperty, ...PlacedProperty[]]>();
  for (const one of placed) {
    const key = `${one.kind} ${one.owner}.${one.name}`;
    const others = declared.get(key);
    if (others) others.push(one);
    else declared.set(key, [one]);
  }
  return {
    components: resources.map(([token, { description = "" }]) => ({
      name: shortName(token),
      description: oneParagraph(description),
    })),
    properties: [...declared.values()].map((places) => described(schema, places, tagsOf)),
  };
}

/** All below a component or a type; a type that holds itself is followed once. */
function placesBelow(
  schema: ToldSchema,
  kind: PlacedProperty["kind"],
  owner: string,
  path: string,
  properties: Record<string, ToldProperty>,
  above: readonly string[] = [],
): PlacedProperty[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const own = { kind, owner, name, path: `${path}.${name}`, property };
    const { token, suffix } = heldType(property);
    const held = token === undefined ? undefined : schema.types[token]?.properties;
    // A ref is told where a component gives it: nobody writes one by hand.
    const isFollowed = kind === "output" || !(token ?? "").endsWith("Ref");
    if (token === undefined || held === undefined || above.includes(token) || !isFollowed) {
      return [own];
    }
    const below = placesBelow(schema, kind, shortName(token), own.path + suffix, held, [
      ...above,
      token,
    ]);
    return [own, ...below];
  });
}

/** The type that a property, its entries or its values are of, and how a path goes there. */
function heldType({ $ref, items, additionalProperties }: ToldProperty): {
  token?: string;
  suffix: string;
} {
  if ($ref !== undefined) return { token: tokenOf($ref), suffix: "" };
  if (items) {
    const held = heldType(items);
    return { ...held, suffix: `[]${held.suffix}` };
  }
  if (additionalProperties) {
    const held = heldType(additionalProperties);
    return { ...held, suffix: `.<name>${held.suffix}` };
  }
  return { suffix: "" };
}

function described(
  schema: ToldSchema,
  places: readonly [PlacedProperty, ...PlacedProperty[]],
  tagsOf: (owner: string, property: string) => PropertyTags,
): DescribedProperty {
  const paths = places.map(({ path }) => path);
  const [{ kind, owner, name, property }] = places;
  const isOfComponent = Object.hasOwn(schema.resources, `slipway:index:${owner}`);
  const { default: usual, see } = tagsOf(isOfComponent ? `${owner}Args` : owner, name);
  if (property.description === undefined) throw new Error(`${paths[0] ?? ""} has no description`);
  return {
    kind,
    paths: paths.sort((a, b) => a.split(".").length - b.split(".").length),
    type: typeText(schema, property),
    description: oneParagraph(property.description),
    isRequired: property.optional !== true,
    isPlain: property.plain === true,
    values: valuesOf(schema, property),
    ...(kind === "argument" && usual !== undefined && { default: usual }),
    ...(see !== undefined && { url: see }),
  };
}

function typeText(schema: ToldSchema, property: ToldProperty): string {
  const { type, $ref, items, additionalProperties } = property;
  if (items) return `list of ${typeText(schema, items)}`;
  if (additionalProperties) return `map of ${typeText(schema, additionalProperties)}`;
  if ($ref === undefined) return type ?? "any";
  return shortName(tokenOf($ref));
}

function valuesOf(schema: ToldSchema, property: ToldProperty): string[] {
  const { token } = heldType(property);
  const values = token === undefined ? undefined : schema.types[token]?.enum;
  return (values ?? []).map(({ value }) => String(value));
}

function tokenOf($ref: string): string {
  return $ref.replace(/^#\/types\//, "");
}

function shortName(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}

/** A doc comment is wrapped for the source. */
function oneParagraph(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll("\n", " "))
    .join("\n");
}
