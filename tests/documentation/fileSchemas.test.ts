import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import { withBaseline } from "../../generator/check/baseline.js";
import { commandProgram } from "../../generator/commands/commandProgram.js";
import { readUsage } from "../../generator/cost/readCostFiles.js";
import { readFleet } from "../../generator/fleet/index.js";
import { checkMockValues } from "../../generator/offline/mockValues.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { readAnswers } from "../../generator/scaffold/readAnswers.js";
import { templateDescription } from "../../generator/scaffold/templateDescription.js";
import { templateFileSchema } from "../../generator/scaffold/templateFileSchema.js";
import { readConfigurationFile } from "../../policies/pack.js";
import { printedBy, publishedSchemas } from "../../scripts/docPages/configurationPages.js";
import { DOCS } from "../../scripts/docPages/docFiles.js";
import { scratchFolder } from "../generator/scaffold/scratchFolder.js";

const QUESTIONS = ["name", "description", "region"];

describe("the JSON Schemas of the package", () => {
  const folder = scratchFolder();

  const $schema = "./node_modules/slipway/somewhere.schema.json";

  /** What reads each file that people write, and a file that is right but for what `$schema` makes of it. */
  const readers: Record<string, [string, object, (file: string) => unknown]> = {
    policies: ["p.yaml", { profile: "baseline" }, readConfigurationFile],
    usage: ["u.yaml", { natGb: 1 }, (file) => readUsage(".", file)],
    answers: ["a.json", { name: "orders" }, readAnswers],
    mock: [
      "m.json",
      { config: { "orders:memory": 1024 } },
      (file) => {
        checkMockValues(JSON.parse(readFileSync(file, "utf8")), file);
      },
    ],
    template: [
      "template.json",
      { questions: QUESTIONS },
      (file) => templateDescription(join(file, "..")),
    ],
    fleet: ["fleet.yaml", { name: "shop", stacks: [{ path: "." }] }, (file) => readFleet(file)],
    baseline: [
      "b.json",
      { findings: [] },
      (file) =>
        withBaseline(
          { checked: [], violations: [], exempted: [], undetermined: [], evaluated: 0 },
          { file, prune: false, scopes: [], mayCreate: false },
        ),
    ],
  };
  for (const [name, [path, content, read]] of Object.entries(readers)) {
    it(`may be named by '$schema' in ${name}`, async () => {
      folder.write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
      folder.write("Pulumi.dev.yaml", "config: {}\n");
      // JSON is YAML as well.
      folder.write(path, JSON.stringify({ $schema, ...content }));
      await read(join(folder.path, path));
    });
  }

  it("are of files that one of these readers reads, or of documents that a command prints", () => {
    const others = [...publishedSchemas()].filter(([name, file]) => {
      const text = readFileSync(join(packageRoot(), file), "utf8");
      const { description = "" } = JSON.parse(text) as { description?: string };
      return !(name in readers) && printedBy(description).length === 0;
    });
    assert.deepEqual(others, []);
  });

  it("are named by the pages of the commands that print the documents", async () => {
    const { commands } = await commandProgram();
    const all = [...commands, ...commands.flatMap((command) => command.commands)];
    const printing = all
      .filter(({ options }) => options.some(({ long }) => long === "--json"))
      .map(
        (command) =>
          `${command.parent?.parent ? `${command.parent.name()} ` : ""}${command.name()}`,
      );
    const described: string[] = [];
    for (const [name, file] of publishedSchemas()) {
      const text = readFileSync(join(packageRoot(), file), "utf8");
      const { description = "" } = JSON.parse(text) as { description?: string };
      for (const command of printedBy(description)) {
        const words = command.replace("slipway ", "");
        const page = readFileSync(join(DOCS, `commands/${words.split(" ")[0] ?? ""}.md`), "utf8");
        const line = `[What \`${command} --json\` prints](../configuration/${name}.md), with its JSON Schema, \`slipway/schemas/${name}.json\`.`;
        assert.ok(page.includes(line), `${command}: ${line}`);
        described.push(words);
      }
    }
    console.log(`      ${described.length} of ${printing.length} commands with '--json' described`);
    assert.deepEqual(described.sort(), printing.sort());
  });

  describe("of template.json", () => {
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
      templateFileSchema(),
    );

    it("takes every template that there is", () => {
      const templates = join(packageRoot(), "templates");
      const own = readdirSync(templates)
        .filter((name) => name !== "shared")
        .map((name) => join(templates, name));
      for (const path of [...own, join(DOCS, "example-template/queue")]) {
        const text = readFileSync(join(path, "template.json"), "utf8");
        assert.ok(validate(JSON.parse(text)), `${path}: ${JSON.stringify(validate.errors)}`);
      }
    });

    for (const [what, content] of [
      ["no questions", {}],
      ["a question that there is not", { questions: [...QUESTIONS, "prot"] }],
      ["no name to ask for", { questions: QUESTIONS.slice(1) }],
      ["a part elsewhere", { questions: QUESTIONS, parts: [{ folder: "../job" }] }],
      ["a part for no answer", { questions: QUESTIONS, parts: [{ folder: "a", when: { x: [] } }] }],
      ["a question of its own without a rule", { questions: [...QUESTIONS, { key: "team" }] }],
      ["a word that is none", { questions: QUESTIONS, part: [] }],
    ] as const) {
      it(`refuses ${what}`, () => {
        assert.ok(!validate(content));
      });
    }
  });
});
