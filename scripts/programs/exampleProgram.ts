import { parse } from "yaml";

import type { DocumentedProperty, DocumentedSchema } from "../docPages/documentedSchema.js";
import { nameOf } from "../docPages/documentedSchema.js";

/** A program that a page shows, as far as programs in all languages are alike. */
export interface ExampleProgram {
  stacks: StackSource[];
  components: ExampleComponent[];
  outputs: { name: string; value: OutputValue }[];
}

/** Another stack whose outputs the program reads: one of the same name. */
export interface StackSource {
  variable: string;
  /** Such as `organization/platform`. */
  project: string;
}

/** A component that the program makes. */
export interface ExampleComponent {
  variable: string;
  /** Name of its class. */
  type: string;
  /** Name of the resource. */
  name: string;
  args: Entry[];
}

/** What stands under a name. */
export interface Entry {
  name: string;
  value: ExampleValue;
}

/** An output of a component or of another stack. */
export interface OutputValue {
  kind: "output";
  from: "component" | "stack";
  variable: string;
  name: string;
}

/** A value, and how the schema takes it: as it is alone, or also as an output; and whether it may be left out. */
export type ExampleValue = { plain: boolean; optional: boolean } & (
  | { kind: "scalar"; value: string | number | boolean }
  /** One of a closed set: the set's name, the member's name, and what it stands for. */
  | { kind: "enum"; type: string; member: string; value: string | number }
  | { kind: "list"; elements: ExampleValue[] }
  | { kind: "map"; entries: Entry[] }
  | { kind: "object"; type: string; entries: Entry[] }
  | OutputValue
);

const STACK = /^(.+)\/\$\{pulumi\.stack\}$/;
const STACK_OUTPUT = /^\$\{(\w+)\.outputs\["(\w+)"\]\}$/;
const COMPONENT_OUTPUT = /^\$\{(\w+)\.(\w+)\}$/;

/**
 * Reads a program in Pulumi YAML of the kind that pages show: components, references to a stack of the same name, and outputs.
 *
 * @param text The program.
 * @param schema Says which types its values have.
 * @throws {Error} if it has anything else.
 */
export function exampleProgram(text: string, schema: DocumentedSchema): ExampleProgram {
  const { resources, outputs } = parse(text) as {
    resources: Record<string, { type: string; name?: string; properties: object }>;
    outputs: Record<string, string>;
  };
  const all = Object.entries(resources);
  return {
    stacks: all
      .filter(([, { type }]) => type === "pulumi:pulumi:StackReference")
      .map(([variable, { properties }]) => {
        const { name } = properties as { name: string };
        const [, project] = STACK.exec(name) ?? [];
        if (project === undefined) throw new Error(`no stack of the same name: ${name}`);
        return { variable, project };
      }),
    components: all
      .filter(([, { type }]) => type.startsWith("slipway:"))
      .map(([variable, { type: token, name, properties }]) => {
        const type = nameOf(token);
        const component = schema.components.get(type);
        if (!component) throw new Error(`${variable}: the schema has no ${token}`);
        const args = new TypedValues(schema).entries(properties, component.inputProperties);
        return { variable, type, name: name ?? variable, args };
      }),
    outputs: Object.entries(outputs).map(([name, value]) => {
      const output = outputValue(value);
      if (!output) throw new Error(`${name}: not an output of a component or stack: ${value}`);
      return { name, value: output };
    }),
  };
}

function outputValue(text: string): OutputValue | undefined {
  for (const [pattern, from] of [
    [STACK_OUTPUT, "stack"],
    [COMPONENT_OUTPUT, "component"],
  ] as const) {
    const [, variable, name] = pattern.exec(text) ?? [];
    if (variable !== undefined && name !== undefined)
      return { kind: "output", from, variable, name };
  }
  return undefined;
}

/** Values of a program, with the types that the schema gives them. */
class TypedValues {
  constructor(private readonly schema: DocumentedSchema) {}

  entries(values: object, properties: Record<string, DocumentedProperty>): Entry[] {
    return Object.entries(values).map(([name, value]: [string, unknown]) => {
      const property = properties[name];
      if (!property) throw new Error(`the schema has no property '${name}'`);
      return { name, value: this.valueOf(value, property) };
    });
  }

  private valueOf(value: unknown, property: DocumentedProperty): ExampleValue {
    const { plain = false, optional = false, items, additionalProperties } = property;
    const taken = { plain, optional };
    if (typeof value === "string" && value.includes("${")) {
      const output = outputValue(value);
      if (!output) throw new Error(`not an output of a component or stack: ${value}`);
      return { ...taken, ...output };
    }
    if (Array.isArray(value)) {
      if (!items) throw new Error(`the schema has no list for ${JSON.stringify(value)}`);
      const elements = value.map((element) => this.valueOf(element, items));
      return { ...taken, kind: "list", elements };
    }
    if (typeof value === "object" && value !== null) {
      return { ...taken, ...this.shape(value, property, additionalProperties) };
    }
    return { ...taken, ...this.scalar(value, property) };
  }

  private shape(
    value: object,
    { $ref = "" }: DocumentedProperty,
    additional: DocumentedProperty | undefined,
  ): { kind: "map"; entries: Entry[] } | { kind: "object"; type: string; entries: Entry[] } {
    if (additional) {
      const entries = Object.entries(value).map(([name, inner]: [string, unknown]) => ({
        name,
        value: this.valueOf(inner, additional),
      }));
      return { kind: "map", entries };
    }
    const type = nameOf($ref);
    const properties = this.schema.types.get(type)?.properties;
    if (!properties) throw new Error(`the schema has no type for ${JSON.stringify(value)}`);
    return { kind: "object", type, entries: this.entries(value, properties) };
  }

  private scalar(
    value: unknown,
    { $ref }: DocumentedProperty,
  ):
    | { kind: "scalar"; value: string | number | boolean }
    | { kind: "enum"; type: string; member: string; value: string | number } {
    if ($ref === undefined) {
      if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
        return { kind: "scalar", value };
      }
      throw new Error(`no value that a program shows: ${String(value)}`);
    }
    const type = nameOf($ref);
    const member = this.schema.types.get(type)?.enum?.find((one) => one.value === value);
    if (!member) throw new Error(`${type} has no ${String(value)}`);
    return { kind: "enum", type, member: member.name, value: member.value };
  }
}
