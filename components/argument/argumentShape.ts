import shapes from "./argumentShapes.json";
import type { Expected } from "./rules/argumentProblem.js";

/** What a value must be: a property of Pulumi's package schema, without its description. */
export interface Shape {
  readonly type?: "string" | "number" | "boolean" | "array" | "object";
  /** Name of its type, in the place of `type`. */
  readonly ref?: string;
  /** What is in a list. */
  readonly items?: Shape;
  /** What is in a map. */
  readonly values?: Shape;
  /** Whether it decides what is made, so that it is no output. */
  readonly plain?: true;
  readonly optional?: true;
}

/** A map with keys of its own, or one of several values. */
export type TypeShape =
  | {
      readonly properties: Readonly<Record<string, Shape>>;
      /** Output of a component that gives such a map, such as `Cluster.ref`. */
      readonly givenBy?: string;
    }
  | { readonly enum: readonly (string | number)[] };

/** The shapes of the arguments of all components, derived from the interfaces of their arguments. */
export interface ArgumentShapes {
  readonly components: Readonly<Record<string, Readonly<Record<string, Shape>>>>;
  readonly types: Readonly<Record<string, TypeShape>>;
}

/**
 * `argumentShapes.json` is written by `UPDATE_SCHEMA=1` of the test of the package's schema, which fails where the file is
 * not what the interfaces say.
 */
const SHAPES = shapes as unknown as ArgumentShapes;

/** The shape of a component's arguments. */
export function componentShape(component: string): Readonly<Record<string, Shape>> {
  const shape = SHAPES.components[component];
  if (!shape) throw new Error(`the package's schema has no component ${component}`);
  return shape;
}

/** The type that a shape names. */
export function typeShape(name: string): TypeShape {
  const type = SHAPES.types[name];
  if (!type) throw new Error(`the package's schema has no type ${name}`);
  return type;
}

/** What a value of a shape must be, for messages. */
export function expectedOf(shape: Shape): Expected {
  if (shape.ref !== undefined) return expectedType(typeShape(shape.ref));
  switch (shape.type) {
    case "number":
      return { kind: "number" };
    case "boolean":
      return { kind: "flag" };
    case "array":
      return { kind: "list", holdsTexts: shape.items?.type === "string", ...itemKeys(shape) };
    case "object":
      return { kind: "map" };
    default:
      return { kind: "text" };
  }
}

/** The keys that each map of a list must have, where it is one of maps. */
function itemKeys({ items }: Shape): { itemKeys?: readonly string[] } {
  const { kind, required = [] } = items === undefined ? { kind: "text" } : expectedOf(items);
  return kind === "map" ? { itemKeys: required } : {};
}

function expectedType(type: TypeShape): Expected {
  if ("enum" in type) return { kind: "choice", choices: type.enum };
  const { properties, givenBy } = type;
  const required = Object.keys(properties).filter((key) => properties[key]?.optional !== true);
  return givenBy === undefined ? { kind: "map", required } : { kind: "ref", givenBy, required };
}
