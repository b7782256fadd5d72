import type { Entry, ExampleProgram, ExampleValue, OutputValue } from "./exampleProgram.js";
import { bracketed, indented, literal, pascalCase } from "./writtenCode.js";

const TAB = "\t";

/** Where the SDK that `pulumi package add` makes says that it is. */
const SDK = "example.com/pulumi-slipway/sdk/go/slipway";

/** A program in Go, by the SDK that `pulumi package add` makes. */
export function goProgram(program: ExampleProgram): string {
  const body = [
    ...program.stacks.flatMap(({ variable, project }) => [
      `${variable}, err := pulumi.NewStackReference(ctx, fmt.Sprintf("${project}/%s", ctx.Stack()), nil)`,
      ...FAILED,
    ]),
    ...program.components.flatMap(({ variable, type, name, args }) => [
      `${variable}, err := slipway.New${type}(ctx, ${literal(name)}, ${struct(`&slipway.${type}Args`, args)})`,
      ...FAILED,
    ]),
    ...program.outputs.map(({ name, value }) => `ctx.Export(${literal(name)}, ${output(value)})`),
    "return nil",
  ];
  const text = [
    "func main() {",
    indented(bracketed("pulumi.Run(func(ctx *pulumi.Context) error {", body, "})", TAB), TAB),
    "}",
  ].join("\n");
  const helper = text.includes("pointerTo(") ? [POINTER_TO, ""] : [];
  return ["package main", "", ...imports(program), "", ...helper, text, ""].join("\n");
}

const FAILED = ["if err != nil {", `${TAB}return err`, "}"];

/** Optional arguments that are no outputs are pointers. */
const POINTER_TO = "func pointerTo[T any](value T) *T { return &value }";

function imports({ stacks }: ExampleProgram): string[] {
  return [
    "import (",
    ...(stacks.length > 0 ? [`${TAB}"fmt"`, ""] : []),
    `${TAB}${literal(SDK)}`,
    `${TAB}"github.com/pulumi/pulumi/sdk/v3/go/pulumi"`,
    ")",
  ];
}

function output({ from, variable, name }: OutputValue): string {
  return from === "stack"
    ? `${variable}.GetOutput(pulumi.String(${literal(name)}))`
    : `${variable}.${pascalCase(name)}`;
}

function written(value: ExampleValue): string {
  switch (value.kind) {
    case "scalar":
      return scalar(value, JSON.stringify(value.value), SCALARS[typeof value.value as Scalar]);
    case "enum": {
      const member = `slipway.${value.type}${pascalCase(value.member)}`;
      return value.plain && value.optional ? `pointerTo(${member})` : member;
    }
    case "list":
      return bracketed(
        `${typeText(value)}{`,
        value.elements.map((element) => `${inList(element)},`),
        "}",
        TAB,
      );
    case "map":
      return bracketed(
        `${typeText(value)}{`,
        value.entries.map((entry) => `${literal(entry.name)}: ${written(entry.value)},`),
        "}",
        TAB,
      );
    case "object": {
      const pointer = value.plain && !value.optional ? "" : "&";
      return struct(`${pointer}slipway.${value.type}Args`, value.entries);
    }
    case "output":
      return output(value);
  }
}

/** An element of a list of structs, whose type the list says. */
function inList(element: ExampleValue): string {
  return element.kind === "object" && element.plain
    ? struct("", element.entries)
    : written(element);
}

type Scalar = "string" | "number" | "boolean";

/** What the SDK calls them. */
const SCALARS: Record<Scalar, { plain: string; input: string }> = {
  string: { plain: "string", input: "String" },
  number: { plain: "float64", input: "Float64" },
  boolean: { plain: "bool", input: "Bool" },
};

function scalar(
  { plain, optional }: ExampleValue,
  text: string,
  { input }: { input: string },
): string {
  if (!plain) return `pulumi.${input}(${text})`;
  return optional ? `pulumi.${input}Ref(${text})` : text;
}

/** A struct's fields, whose values stand under each other as gofmt has them. */
function struct(type: string, entries: readonly Entry[]): string {
  const fields = entries.map(({ name, value }) => ({
    name: `${pascalCase(name)}:`,
    text: written(value),
  }));
  return bracketed(`${type}{`, aligned(fields), "}", TAB);
}

/** Neighbours of a line each are aligned; a field of more lines stands by itself. */
function aligned(fields: readonly { name: string; text: string }[]): string[] {
  const blocks: { name: string; text: string }[][] = [];
  let open = false;
  for (const field of fields) {
    const isLine = !field.text.includes("\n");
    const last = blocks.at(-1);
    if (last && open && isLine) last.push(field);
    else blocks.push([field]);
    open = isLine;
  }
  return blocks.flatMap((block) => {
    const width = Math.max(...block.map(({ name }) => name.length));
    return block.map(({ name, text }) => `${name.padEnd(width)} ${text},`);
  });
}

/** The type of a list or a map, by what is in it. */
function typeText(value: ExampleValue & { kind: "list" | "map" }): string {
  const [first] =
    value.kind === "list" ? value.elements : value.entries.map(({ value: inner }) => inner);
  const [before, ending] = value.kind === "list" ? ["[]", "Array"] : ["map[string]", "Map"];
  if (!first || first.kind === "list" || first.kind === "map" || first.kind === "output") {
    throw new Error(`no type for a ${value.kind} in Go`);
  }
  const { plain, input, taken } = elementType(first);
  if (!value.plain) return input + ending;
  return before + (first.plain ? plain : taken);
}

/** The type of an element: as it is alone, the beginning of those of collections, and that of what may be an output. */
function elementType(element: ExampleValue & { kind: "scalar" | "enum" | "object" }): {
  plain: string;
  input: string;
  taken: string;
} {
  if (element.kind === "scalar") {
    const { plain, input } = SCALARS[typeof element.value as Scalar];
    return { plain, input: `pulumi.${input}`, taken: `pulumi.${input}Input` };
  }
  const input = `slipway.${element.type}`;
  return {
    plain: element.kind === "enum" ? input : `${input}Args`,
    input,
    taken: `${input}Input`,
  };
}
