import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import type { DocumentedSchema } from "../../../scripts/docPages/documentedSchema.js";
import { documentedSchema } from "../../../scripts/docPages/documentedSchema.js";
import { EXAMPLES, exampleNames } from "../../../scripts/programs/exampleFolders.js";
import { exampleProgram } from "../../../scripts/programs/exampleProgram.js";
import { PROGRAM_LANGUAGES } from "../../../scripts/programs/programLanguages.js";

const schema = documentedSchema();

/** How each language writes the name of an argument. */
const WRITTEN: Record<string, (name: string) => string> = {
  Python: (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  Go: upper,
  "C#": upper,
  Java: (name) => name,
};

function upper(name: string): string {
  return name.replace(/^./, (letter) => letter.toUpperCase());
}

/** Members of closed sets are `BLUE_GREEN` or `BlueGreen`. */
function inOneCase(text: string): string {
  return text.toLowerCase().replaceAll("_", "");
}

/** Names and values of a program's arguments, at any depth, but for names that are the program's own, and references. */
function said(value: unknown): { names: string[]; values: string[] } {
  if (Array.isArray(value)) return joined(value.map(said));
  if (typeof value === "object" && value !== null) {
    const names = Object.keys(value).filter((name) => /^[a-z]/.test(name));
    const inner = joined(Object.values(value).map(said));
    return { names: [...names, ...inner.names], values: inner.values };
  }
  const text = JSON.stringify(value);
  return { names: [], values: text.includes("${") ? [] : [text] };
}

function joined(parts: ReturnType<typeof said>[]): ReturnType<typeof said> {
  return {
    names: parts.flatMap(({ names }) => names),
    values: parts.flatMap(({ values }) => values),
  };
}

/** A schema of one component, whose arguments have all forms that there are. */
const FORMS: DocumentedSchema = {
  components: new Map([
    [
      "Cluster",
      {
        description: "",
        properties: {},
        inputProperties: {
          ratio: { type: "number" },
          enabled: { type: "boolean", optional: true },
          plainText: { type: "string", plain: true, optional: true },
          neededText: { type: "string", plain: true },
          kinds: {
            type: "array",
            items: { $ref: "#/types/slipway:index:Kind", plain: true },
            plain: true,
          },
          kind: { $ref: "#/types/slipway:index:Kind", optional: true },
          variables: {
            type: "object",
            additionalProperties: { type: "string" },
            plain: true,
          },
          labels: { type: "object", additionalProperties: { type: "string" } },
          parts: {
            type: "object",
            additionalProperties: { $ref: "#/types/slipway:index:Part" },
            plain: true,
          },
          rules: { type: "array", items: { $ref: "#/types/slipway:index:Part" } },
        },
      },
    ],
  ]),
  types: new Map([
    ["Kind", { enum: [{ name: "OnePerAz", value: "onePerAz" }] }],
    ["Part", { properties: { sizeGiB: { type: "number" } } }],
  ]),
};

const formsIn = (properties: string) => `
resources:
  apps:
    type: slipway:Cluster
    properties: ${properties}
outputs: { ref: "\${apps.ref}" }
`;

/** What a form is in each language, in the order of the pages. */
const CASES: [string, string, [string, string, string, string]][] = [
  [
    "a fraction",
    "ratio: 0.5",
    ["ratio=0.5", "Ratio: pulumi.Float64(0.5)", "Ratio = 0.5", ".ratio(0.5)"],
  ],
  [
    "a whole number",
    "ratio: 8",
    ["ratio=8", "Ratio: pulumi.Float64(8)", "Ratio = 8", ".ratio(8.0)"],
  ],
  [
    "what is false",
    "enabled: false",
    ["enabled=False", "Enabled: pulumi.Bool(false)", "Enabled = false", ".enabled(false)"],
  ],
  [
    "a text with quotes and a backslash",
    `plainText: 'say "a\\b"'`,
    [
      String.raw`plain_text="say \"a\\b\""`,
      String.raw`PlainText: pulumi.StringRef("say \"a\\b\"")`,
      String.raw`PlainText = "say \"a\\b\""`,
      String.raw`.plainText("say \"a\\b\"")`,
    ],
  ],
  [
    "a needed plain text",
    "neededText: a",
    ['needed_text="a"', 'NeededText: "a"', 'NeededText = "a"', '.neededText("a")'],
  ],
  [
    "one of a closed set",
    "kind: onePerAz",
    [
      "kind=slipway.Kind.ONE_PER_AZ",
      "Kind: slipway.KindOnePerAz",
      "Kind = Slipway.Kind.OnePerAz",
      ".kind(Kind.OnePerAz)",
    ],
  ],
  [
    "a list of a closed set",
    "kinds: [onePerAz]",
    [
      "kinds=[ slipway.Kind.ONE_PER_AZ, ]",
      "Kinds: []slipway.Kind{ slipway.KindOnePerAz, }",
      "Kinds = new() { Slipway.Kind.OnePerAz, }",
      ".kinds(Kind.OnePerAz)",
    ],
  ],
  [
    "a map of texts, whose names are the program's own",
    "labels: { minCapacity: b }",
    [
      'labels={ "minCapacity": "b", }',
      'Labels: pulumi.StringMap{ "minCapacity": pulumi.String("b"), }',
      'Labels = new() { { "minCapacity", "b" }, }',
      '.labels(Map.of("minCapacity", "b"))',
    ],
  ],
  [
    "a plain map of texts that may be outputs",
    "variables: { a: b }",
    [
      'variables={ "a": "b", }',
      'Variables: map[string]pulumi.StringInput{ "a": pulumi.String("b"), }',
      'Variables = new() { { "a", "b" }, }',
      '.variables(Map.of("a", "b"))',
    ],
  ],
  [
    "a map of objects",
    "parts: { a: { sizeGiB: 2 } }",
    [
      'parts={ "a": { "size_gi_b": 2, }, }',
      'Parts: map[string]slipway.PartInput{ "a": &slipway.PartArgs{ SizeGiB: pulumi.Float64(2), }, }',
      'Parts = new() { { "a", new Slipway.Inputs.PartArgs { SizeGiB = 2, } }, }',
      '.parts(Map.of( "a", PartArgs.builder() .sizeGiB(2.0) .build() ))',
    ],
  ],
  [
    "a list of objects that may be outputs",
    "rules: [{ sizeGiB: 2 }]",
    [
      'rules=[ { "size_gi_b": 2, }, ]',
      "Rules: slipway.PartArray{ &slipway.PartArgs{ SizeGiB: pulumi.Float64(2), }, }",
      "Rules = new() { new Slipway.Inputs.PartArgs { SizeGiB = 2, }, }",
      ".rules(PartArgs.builder() .sizeGiB(2.0) .build())",
    ],
  ],
];

describe("a program in Pulumi YAML, in other languages", () => {
  const names = exampleNames();

  it("is there for each component", () => {
    const programs = names.map((name) => exampleProgram(yamlOf(name), schema));
    const types = new Set(programs.flatMap(({ components }) => components.map(({ type }) => type)));
    assert.deepEqual([...types].sort(), [...schema.components.keys()].sort());
  });

  it("is there for each deployment strategy", () => {
    const strategies = schema.types.get("DeploymentStrategy")?.enum?.map(({ value }) => value);
    const shown = names.filter((name) => name.startsWith("strategies/"));
    assert.deepEqual(
      shown.map((name) => name.replace("strategies/", "")).sort(),
      strategies?.sort(),
    );
  });

  function yamlOf(name: string): string {
    return readFileSync(join(EXAMPLES, name, "yaml/Pulumi.yaml"), "utf8");
  }

  for (const { title, write } of PROGRAM_LANGUAGES) {
    it(`gives the same arguments in ${title}`, () => {
      for (const name of names) {
        const yaml = yamlOf(name);
        const text = write(exampleProgram(yaml, schema));
        const { resources } = parse(yaml) as {
          resources: Record<string, { type: string; properties: object }>;
        };
        const components = Object.values(resources).filter(({ type }) =>
          type.startsWith("slipway:"),
        );
        const { names: argumentNames, values } = joined(
          components.map(({ properties }) => said(properties)),
        );
        for (const argument of argumentNames) {
          const word = WRITTEN[title]?.(argument) ?? "";
          assert.match(text, new RegExp(`\\b${word}\\b`), `${name}: ${argument}`);
        }
        for (const value of values) {
          const plain = value.replaceAll(/^"|"$/g, "");
          assert.ok(inOneCase(text).includes(inOneCase(plain)), `${name}: ${value}\n${text}`);
        }
      }
    });
  }

  for (const [title, properties, forms] of CASES) {
    it(`has ${title}`, () => {
      const program = exampleProgram(formsIn(`{ ${properties} }`), FORMS);
      const texts = PROGRAM_LANGUAGES.map(({ write }) => write(program).replaceAll(/\s+/g, " "));
      for (const [i, form] of forms.entries())
        assert.ok(texts[i]?.includes(form), `${form}\n${texts[i]}`);
    });
  }

  it("refuses what no page shows, by its name", () => {
    const refused = (text: string, message: RegExp) => {
      assert.throws(() => exampleProgram(text, FORMS), message);
    };
    refused(formsIn("{ size: 1 }"), /no property 'size'/);
    refused(formsIn("{ kind: sometimes }"), /Kind has no sometimes/);
    refused(formsIn('{ plainText: "a-${apps.ref}" }'), /not an output/);
    refused(formsIn("{ ratio: null }"), /no value that a program shows: null/);
  });
});
