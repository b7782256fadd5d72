import type { Entry, ExampleProgram, ExampleValue, OutputValue } from "./exampleProgram.js";
import { bracketed, indented, literal, pascalCase } from "./writtenCode.js";

/** A program in C#, by the SDK that `pulumi package add` makes. */
export function csharpProgram({ stacks, components, outputs }: ExampleProgram): string {
  const given = outputs.map(({ name, value }) => `[${literal(name)}] = ${output(value)},`);
  const parts = [
    ...stacks.map(
      ({ variable, project }) =>
        `var ${variable} = new StackReference($"${project}/{Deployment.Instance.StackName}");`,
    ),
    ...components.map(({ variable, type, name, args }) => {
      const object = fields(`new Slipway.${type}(${literal(name)}, new()`, args);
      return `var ${variable} = ${object});`;
    }),
    `return ${bracketed("new Dictionary<string, object?>\n{", given, "};")}`,
  ];
  return [
    "using System.Collections.Generic;",
    "using Pulumi;",
    "using Slipway = Pulumi.Slipway;",
    "",
    "return await Deployment.RunAsync(() =>",
    "{",
    indented(parts.join("\n\n")),
    "});",
    "",
  ].join("\n");
}

function output({ from, variable, name }: OutputValue): string {
  return from === "stack"
    ? `${variable}.RequireOutput(${literal(name)})`
    : `${variable}.${pascalCase(name)}`;
}

function written(value: ExampleValue): string {
  switch (value.kind) {
    case "scalar":
      return JSON.stringify(value.value);
    case "enum":
      return `Slipway.${value.type}.${pascalCase(value.member)}`;
    case "list":
      return bracketed(
        "new()\n{",
        value.elements.map((element) => `${written(element)},`),
        "}",
      );
    case "map":
      return bracketed(
        "new()\n{",
        value.entries.map((entry) => `{ ${literal(entry.name)}, ${written(entry.value)} },`),
        "}",
      );
    case "object":
      return fields(`new Slipway.Inputs.${value.type}Args`, value.entries);
    case "output":
      return output(value);
  }
}

function fields(open: string, entries: readonly Entry[]): string {
  const parts = entries.map(({ name, value }) => `${pascalCase(name)} = ${written(value)},`);
  return bracketed(`${open}\n{`, parts, "}");
}
