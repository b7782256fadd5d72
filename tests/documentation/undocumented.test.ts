import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";

import type { Shape } from "../../components/argument/argumentShape.js";
import { componentShape, typeShape } from "../../components/argument/argumentShape.js";
import { CAUSE_KINDS } from "../../components/diagnosis/rules/cause.js";
import { describedRules } from "../../generator/check/ruleCatalogue.js";
import { commandProgram } from "../../generator/commands/commandProgram.js";
import { FAILURE_CLASSES } from "../../generator/ordinaryFailure.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { ANSWER_KEYS } from "../../generator/scaffold/answers.js";
import { publishedSchemas } from "../../scripts/docPages/configurationPages.js";
import { documentedSchema } from "../../scripts/docPages/documentedSchema.js";
import { exportedNames } from "../../scripts/docPages/exportedNames.js";
import { ENTRY_POINTS } from "../../scripts/docPages/libraryPages.js";
import { camelCase, escaped } from "../../scripts/docPages/markdown.js";
import { allPages } from "./documentPages.js";

const pages = allPages();
const pageOf = (path: string) => pages.get(path) ?? "";
const root = packageRoot();

/** Whether a page describes something under a heading of its own: facts, if any, and then words. */
function hasSection(page: string, heading: string): boolean {
  const [, after] = page.split(
    new RegExp(`^#+ ${heading.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`, "m"),
  );
  const text = after?.split(/^#/m)[0] ?? "";
  return /[A-Za-z]/.test(text.replace(/^`.*$/m, ""));
}

/** Paths of all arguments of a component, each type followed where it comes first, and refs not at all. */
function argumentPaths(component: string): string[] {
  const seen = new Set<string>();
  const below = (shapes: Readonly<Record<string, Shape>>, before: string): string[] =>
    Object.entries(shapes).flatMap(([name, shape]) => {
      const path = before === "" ? name : `${before}.${name}`;
      const [type, end] = typeIn(shape, "");
      if (type === undefined || type.endsWith("Ref") || seen.has(type)) return [path];
      seen.add(type);
      const inner = typeShape(type);
      return "properties" in inner ? [path, ...below(inner.properties, path + end)] : [path];
    });
  return below(componentShape(component), "");
}

function typeIn({ ref, items, values }: Shape, end: string): [string | undefined, string] {
  if (ref !== undefined) return [ref, end];
  if (items) return typeIn(items, `${end}[]`);
  return values ? typeIn(values, `${end}.*`) : [undefined, end];
}

/** All commands, with those that stand below others. */
function commandsBelow(command: Command): Command[] {
  const own = command.commands.filter((one) => one.name() !== "help");
  return own.flatMap((one) => [one, ...commandsBelow(one)]);
}

/** Exit codes that the code of the command has: 1 where nothing else is said. */
function exitCodesInCode(): number[] {
  const files = readdirSync(join(root, "generator"), { recursive: true, encoding: "utf8" })
    .filter((path) => /^(?:commands\/|automation\/|cli)/.test(path) && path.endsWith(".ts"))
    .map((path) => readFileSync(join(root, "generator", path), "utf8"));
  const found = files.flatMap((text) => {
    const [, codes = ""] = /const codes: Record<string, number> = \{(.*)\};/.exec(text) ?? [];
    const named = [...text.matchAll(/\bEXIT_\w+ = (\d+);|new CliError\([^;]*?, (\d+)\)/g)];
    return [...(codes.match(/\d+/g) ?? []), ...named.map(([, one, other]) => one ?? other)];
  });
  return [...new Set(found.map(Number))];
}

/** Fails on what has no page, and prints how much has one. */
function assertDocumented(what: string, all: readonly string[], missing: readonly string[]): void {
  console.log(`      ${missing.length} undocumented of ${all.length} ${what}`);
  assert.deepEqual(missing, []);
}

describe("the documentation", () => {
  const { components } = documentedSchema();

  it("has each argument at any depth", () => {
    const all = [...components.keys()].flatMap((name) =>
      argumentPaths(name).map((path) => ({ page: `components/${camelCase(name)}.md`, path })),
    );
    const missing = all.filter(({ page, path }) => !hasSection(pageOf(page), `\`${path}\``));
    assert.ok(all.length > 600, `found ${all.length} arguments alone`);
    assertDocumented(
      "arguments",
      all.map(({ path }) => path),
      missing.map(({ page, path }) => `${page}: ${path}`),
    );
  });

  it("has each output", () => {
    const all = [...components].flatMap(([name, { properties }]) =>
      Object.keys(properties).map((output) => ({ name, output })),
    );
    const missing = all.filter(({ name, output }) => {
      const [, outputs = ""] = pageOf(`components/${camelCase(name)}.md`).split("\n## Outputs\n");
      return !hasSection(outputs, `\`${output}\``);
    });
    const texts = (ones: typeof all) => ones.map(({ name, output }) => `${name}.${output}`);
    assertDocumented("outputs", texts(all), texts(missing));
  });

  it("has all that modules export", () => {
    const library = ENTRY_POINTS.flatMap(({ module, file }) =>
      exportedNames(join(root, file)).map(({ name }) => ({ module, name })),
    );
    const undescribed = library.filter(({ module, name }) => {
      const page = pageOf(`library/${camelCase(module.replace("slipway/", ""))}.md`);
      return !hasSection(page.replace(/^```[^]*?^```/gm, ""), name);
    });
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      exports: Record<string, unknown>;
    };
    const modules = Object.keys(exports).filter((key) => /^\.(?:\/\w+)?$/.test(key));
    const known = [".", ...ENTRY_POINTS.map(({ module }) => module.replace("slipway", "."))];
    const own = exportedNames(join(root, "components/index.ts")).map(({ name }) => name);
    const texts = [...pages].filter(([path]) =>
      /^(?:components|concepts|troubleshooting)\//.test(path),
    );
    const unnamed = own.filter(
      (name) => !texts.some(([, text]) => new RegExp(`\\b${name}\\b`).test(text)),
    );
    assertDocumented(
      "exports",
      [...modules, ...own, ...library.map(({ name }) => name)],
      [
        ...modules.filter((key) => !known.includes(key)),
        ...unnamed,
        ...undescribed.map(({ module, name }) => `${module}: ${name}`),
      ],
    );
  });

  it("has each rule and each of its parameters", () => {
    const all = describedRules().flatMap(({ name, parameters }) => [
      { name, text: `# \`${name}\`\n` },
      ...Object.keys(parameters).map((key) => ({ name, text: `| \`${key}\` |` })),
    ]);
    const missing = all.filter(({ name, text }) => !pageOf(`policies/${name}.md`).includes(text));
    const texts = (ones: typeof all) => ones.map(({ name, text }) => `${name}: ${text.trim()}`);
    assertDocumented("rules and parameters", texts(all), texts(missing));
  });

  it("has each command, flag, argument and exit code", async () => {
    const commands = commandsBelow(await commandProgram());
    const all = commands.flatMap((command) => {
      const { parent } = command;
      const page = parent?.parent ? parent.name() : command.name();
      const options = command.createHelp().visibleOptions(command);
      return [
        ...options.map(({ flags, description }) => ({
          page,
          text: [`| \`${flags}\` |`, ` | ${escaped(description)} |`],
        })),
        ...command.registeredArguments.map((argument) => ({
          page,
          text: [`| \`${argument.name()}\` |`, ` | ${escaped(argument.description)} |`],
        })),
        // Those of what only leads to others are the others'.
        ...(command.commands.length > 0 ? [] : [{ page, text: ["# Exit codes", ""] }]),
      ];
    });
    const missing = all.filter(({ page, text: [start = "", end = ""] }) => {
      const lines = pageOf(`commands/${page}.md`).split("\n");
      return !lines.some((line) => line.includes(start) && line.endsWith(end));
    });
    assert.ok(all.length > 100, `found ${all.length} alone`);
    const texts = (ones: typeof all) => ones.map(({ page, text }) => `${page}: ${text.join("")}`);
    assertDocumented("commands, flags and arguments", texts(all), texts(missing));
    const codes = [0, 1, ...exitCodesInCode()];
    assert.ok(codes.includes(4) && codes.includes(130), codes.join(", "));
    const unknown = codes.filter(
      (code) => !hasSection(pageOf("commands/exitCodes.md"), `Exit code ${code}`),
    );
    assertDocumented("exit codes", codes.map(String), unknown.map(String));
  });

  it("has each file, document, answer, cause and kind of error", () => {
    const all = [
      ...[...publishedSchemas().keys()].map((name) => [
        `configuration/${name}.md`,
        "## JSON Schema",
      ]),
      ...ANSWER_KEYS.map((key) => ["configuration/answers.md", `| \`${key}\` |`]),
      ...CAUSE_KINDS.map((kind) => ["troubleshooting/README.md", `\n## ${kind}\n\n`]),
      ...FAILURE_CLASSES.map(({ advice }) => ["troubleshooting/errors.md", escaped(advice)]),
    ];
    const missing = all.filter(([page = "", text = ""]) => !pageOf(page).includes(text));
    const texts = (ones: string[][]) => ones.map((one) => one.join(": "));
    assertDocumented(
      "files, documents, answers, causes and kinds of errors",
      texts(all),
      texts(missing),
    );
  });
});
