import type { Entry, ExampleProgram, ExampleValue, OutputValue } from "./exampleProgram.js";
import { bracketed, literal, snakeCase } from "./writtenCode.js";

/** A program in Python, by the SDK that `pulumi package add` makes. */
export function pythonProgram({ stacks, components, outputs }: ExampleProgram): string {
  const parts = [
    ["import pulumi", "import pulumi_slipway as slipway"],
    stacks.map(
      ({ variable, project }) =>
        `${snakeCase(variable)} = pulumi.StackReference(f"${project}/{pulumi.get_stack()}")`,
    ),
    ...components.map(({ variable, type, name, args }) => {
      const given = args.map((arg) => `${snakeCase(arg.name)}=${written(arg.value)},`);
      const all = [`${literal(name)},`, ...given];
      return [`${snakeCase(variable)} = ${bracketed(`slipway.${type}(`, all, ")")}`];
    }),
    outputs.map(({ name, value }) => `pulumi.export(${literal(name)}, ${output(value)})`),
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${texts.join("\n\n")}\n`;
}

function output({ from, variable, name }: OutputValue): string {
  return from === "stack"
    ? `${snakeCase(variable)}.require_output(${literal(name)})`
    : `${snakeCase(variable)}.${snakeCase(name)}`;
}

function written(value: ExampleValue): string {
  switch (value.kind) {
    case "scalar":
      if (typeof value.value === "boolean") return value.value ? "True" : "False";
      return JSON.stringify(value.value);
    case "enum":
      return `slipway.${value.type}.${snakeCase(value.member).toUpperCase()}`;
    case "list":
      return bracketed(
        "[",
        value.elements.map((element) => `${written(element)},`),
        "]",
      );
    case "map":
      return dictionary(value.entries, (name) => name);
    case "object":
      return dictionary(value.entries, snakeCase);
    case "output":
      return output(value);
  }
}

function dictionary(entries: readonly Entry[], key: (name: string) => string): string {
  const parts = entries.map(({ name, value }) => `${literal(key(name))}: ${written(value)},`);
  return bracketed("{", parts, "}");
}
