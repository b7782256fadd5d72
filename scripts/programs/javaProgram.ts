import type { Entry, ExampleProgram, ExampleValue, OutputValue } from "./exampleProgram.js";
import { bracketed, indented, literal } from "./writtenCode.js";

/** Where the SDK that `pulumi package add` makes has its classes. */
const SDK = "com.pulumi.slipway";

/** A program in Java, by the SDK that `pulumi package add` makes. */
export function javaProgram({ stacks, components, outputs }: ExampleProgram): string {
  const imports = new Set<string>(["com.pulumi.Pulumi"]);
  if (stacks.length > 0) imports.add("com.pulumi.resources.StackReference");
  const written = new JavaValues(imports);
  const parts = [
    ...stacks.map(
      ({ variable, project }) =>
        `var ${variable} = new StackReference("${project}/" + ctx.stackName());`,
    ),
    ...components.map(({ variable, type, name, args }) => {
      imports.add(`${SDK}.${type}`).add(`${SDK}.${type}Args`);
      return `var ${variable} = new ${type}(${literal(name)}, ${written.built(`${type}Args`, args)});`;
    }),
    outputs.map(({ name, value }) => `ctx.export(${literal(name)}, ${output(value)});`).join("\n"),
  ];
  return [
    ...[...imports].sort().map((name) => `import ${name};`),
    "",
    "public class App {",
    "    public static void main(String[] args) {",
    "        Pulumi.run(ctx -> {",
    indented(parts.join("\n\n"), " ".repeat(12)),
    "        });",
    "    }",
    "}",
    "",
  ].join("\n");
}

function output({ from, variable, name }: OutputValue): string {
  return from === "stack" ? `${variable}.requireOutput(${literal(name)})` : `${variable}.${name}()`;
}

/** Values of a program in Java, which asks for a class before it names it. */
class JavaValues {
  constructor(private readonly imports: Set<string>) {}

  /** What a builder makes of arguments. */
  built(type: string, entries: readonly Entry[]): string {
    const calls = entries.map(({ name, value }) => `.${name}(${this.written(value)})`);
    return [`${type}.builder()`, ...[...calls, ".build()"].map((call) => indented(call))].join(
      "\n",
    );
  }

  private written(value: ExampleValue): string {
    switch (value.kind) {
      case "scalar":
        return typeof value.value === "number" ? decimal(value.value) : JSON.stringify(value.value);
      case "enum":
        this.imports.add(`${SDK}.enums.${value.type}`);
        return `${value.type}.${value.member}`;
      case "list":
        return this.call(
          "",
          value.elements.map((element) => this.written(element)),
        );
      case "map": {
        this.imports.add("java.util.Map");
        const pairs = value.entries.map(
          (entry) => `${literal(entry.name)}, ${this.written(entry.value)}`,
        );
        return this.call("Map.of", pairs);
      }
      case "object":
        this.imports.add(`${SDK}.inputs.${value.type}Args`);
        return this.built(`${value.type}Args`, value.entries);
      case "output":
        return output(value);
    }
  }

  /** Arguments of a function, or of the builder's method around it, which takes any number. */
  private call(name: string, parts: readonly string[]): string {
    const text = parts.join(", ");
    if (name === "") return text;
    return text.includes("\n")
      ? bracketed(`${name}(`, [parts.join(",\n")], ")")
      : `${name}(${text})`;
  }
}

/** The SDK has numbers of a type that takes no whole ones. */
function decimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}
