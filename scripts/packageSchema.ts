import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";

import type { ArgumentShapes, Shape, TypeShape } from "../components/argument/argumentShape.js";

/** A property in Pulumi's package schema, as far as shapes of arguments hang on it. */
interface SchemaProperty {
  type?: string;
  $ref?: string;
  items?: SchemaProperty;
  additionalProperties?: SchemaProperty;
  plain?: boolean;
  optional?: boolean;
}

/** A package schema, as far as shapes of arguments hang on it. */
export interface PackageSchema {
  resources: Record<
    string,
    {
      inputProperties: Record<string, SchemaProperty>;
      properties: Record<string, SchemaProperty>;
    }
  >;
  types: Record<
    string,
    { properties?: Record<string, SchemaProperty>; enum?: { value: string | number }[] }
  >;
}

/**
 * The package schema of the component classes, by Pulumi's own analyzer of their interfaces.
 *
 * @param root Folder of the project.
 * @param names Names of the classes.
 */
export function deriveSchema(root: string, names: readonly string[]): PackageSchema {
  const directory = join(root, "components");
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as {
    name: string;
    version: string;
    description: string;
  };
  const analysis = new Analyzer(directory, manifest.name, manifest, new Set(names)).analyze();
  const schema: unknown = generateSchema(
    manifest.name,
    manifest.version,
    manifest.description,
    analysis.components,
    analysis.typeDefinitions,
    analysis.dependencies,
  );
  return JSON.parse(JSON.stringify(schema)) as PackageSchema;
}

/** What components check their arguments against: the inputs of a package schema, and which output gives which type. */
export function argumentShapes({ resources, types }: PackageSchema): ArgumentShapes {
  const givenBy = new Map<string, string>();
  const components = Object.entries(resources).map(([token, { inputProperties, properties }]) => {
    const component = shortName(token);
    for (const [output, { $ref }] of Object.entries(properties)) {
      if ($ref !== undefined) givenBy.set(shortName($ref), `${component}.${output}`);
    }
    return [component, shapesOf(inputProperties)] as const;
  });
  const shapes = Object.fromEntries(components);
  const used = Object.values(shapes).flatMap((properties) => typesIn(properties));
  const kept: Record<string, TypeShape> = {};
  for (const name of used) {
    if (Object.hasOwn(kept, name)) continue;
    const type = types[`slipway:index:${name}`];
    if (type?.enum) {
      kept[name] = { enum: type.enum.map(({ value }) => value) };
      continue;
    }
    const properties = shapesOf(type?.properties ?? {});
    const giver = givenBy.get(name);
    kept[name] = { properties, ...(giver !== undefined && { givenBy: giver }) };
    used.push(...typesIn(properties));
  }
  return { components: shapes, types: kept };
}

function shapesOf(properties: Record<string, SchemaProperty>): Record<string, Shape> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, shapeOf(property)]),
  );
}

function shapeOf(property: SchemaProperty): Shape {
  const { type, $ref, items, additionalProperties, plain, optional } = property;
  return {
    ...($ref === undefined ? { type: kindOf(type) } : { ref: shortName($ref) }),
    ...(items && { items: shapeOf(items) }),
    ...(additionalProperties && { values: shapeOf(additionalProperties) }),
    ...(plain === true && { plain }),
    ...(optional === true && { optional }),
  };
}

function kindOf(type = ""): NonNullable<Shape["type"]> {
  switch (type) {
    case "string":
    case "number":
    case "boolean":
    case "array":
    case "object":
      return type;
    default:
      throw new Error(`the schema has a type that arguments are not checked against: ${type}`);
  }
}

function typesIn(properties: Record<string, Shape>): string[] {
  return Object.values(properties).flatMap(typesBelow);
}

function typesBelow({ ref, items, values }: Shape): string[] {
  return [
    ...(ref === undefined ? [] : [ref]),
    ...(items ? typesBelow(items) : []),
    ...(values ? typesBelow(values) : []),
  ];
}

function shortName(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}
