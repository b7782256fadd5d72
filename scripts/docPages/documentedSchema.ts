import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** A property of the package schema, with what a person reads of it. */
export interface DocumentedProperty {
  type?: string;
  $ref?: string;
  items?: DocumentedProperty;
  additionalProperties?: DocumentedProperty;
  plain?: boolean;
  optional?: boolean;
  description?: string;
}

/** A type of the package schema: a shape, or a closed set of values. */
export interface DocumentedType {
  properties?: Record<string, DocumentedProperty>;
  enum?: { name: string; value: string | number; description?: string }[];
}

/** A component of the package schema. */
interface DocumentedComponent {
  description: string;
  inputProperties: Record<string, DocumentedProperty>;
  properties: Record<string, DocumentedProperty>;
}

/** The package schema, as far as pages show it. */
export interface DocumentedSchema {
  /** By their names. */
  components: ReadonlyMap<string, DocumentedComponent>;
  /** By their names. */
  types: ReadonlyMap<string, DocumentedType>;
}

/** The schema that Pulumi's analyzer gives, from the snapshot that a test holds it to. */
export function documentedSchema(): DocumentedSchema {
  const file = join(packageRoot(), "tests/components/schema.json");
  const { resources, types } = JSON.parse(readFileSync(file, "utf8")) as {
    resources: Record<string, DocumentedComponent>;
    types: Record<string, DocumentedType>;
  };
  return { components: byName(resources), types: byName(types) };
}

function byName<T>(tokens: Readonly<Record<string, T>>): Map<string, T> {
  return new Map(Object.entries(tokens).map(([token, value]) => [nameOf(token), value]));
}

/** `Service` of `slipway:index:Service`, or of a reference to it. */
export function nameOf(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}

/** The type that a property, an element of its list or a value of its map has; nothing where that is a plain one. */
export function typeNameOf(property: DocumentedProperty): string | undefined {
  if (property.$ref !== undefined) return nameOf(property.$ref);
  const inner = property.items ?? property.additionalProperties;
  return inner && typeNameOf(inner);
}

/** How a path goes on below a property: `[]` for elements of a list, `.*` for values of a map. */
export function pathEnd(property: DocumentedProperty): string {
  if (property.items) return `[]${pathEnd(property.items)}`;
  if (property.additionalProperties) return `.*${pathEnd(property.additionalProperties)}`;
  return "";
}

/** A property's type in words, such as `list of number`. */
export function typeText(property: DocumentedProperty): string {
  const { type, $ref, items, additionalProperties } = property;
  if ($ref !== undefined) return nameOf($ref);
  if (items) return `list of ${typeText(items)}`;
  if (additionalProperties) return `map of ${typeText(additionalProperties)}`;
  return type ?? "anything";
}
