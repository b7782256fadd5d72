import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Argument, Command, Option } from "commander";

import { commandProgram } from "../../generator/commands/commandProgram.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { helpText } from "./commandHelp.js";
import { printedBy, publishedSchemas } from "./configurationPages.js";
import { escaped, fenced, table, WRITTEN } from "./markdown.js";

/** A page for each command, their list, and what the exit codes mean. */
export async function commandPages(): Promise<[string, string][]> {
  const program = await commandProgram();
  const documents = printedDocuments();
  const commands = program.commands.filter((command) => command.name() !== "help");
  return [
    ["commands/README.md", listPage(program, commands)],
    ["commands/exitCodes.md", exitCodesPage(program, commands)],
    ...commands.map((command): [string, string] => [
      `commands/${command.name()}.md`,
      commandPage(command, documents),
    ]),
  ];
}

function listPage(program: Command, commands: readonly Command[]): string {
  const { examples } = helpText(program);
  return [
    "# Commands",
    "",
    escaped(program.description()),
    "",
    WRITTEN,
    "",
    ...table(
      ["command", "what it does"],
      commands.map((command) => [
        `[\`slipway ${command.name()}\`](${command.name()}.md)`,
        escaped(command.description()),
      ]),
    ),
    "",
    "[Exit codes](exitCodes.md) are the same for all of them. Flags of the program itself:",
    "",
    ...optionTable(program),
    "",
    "## Examples",
    "",
    ...fenced("text", examples ?? ""),
    "",
  ].join("\n");
}

function exitCodesPage(program: Command, commands: readonly Command[]): string {
  const all = commands.flatMap((command) => [command, ...command.commands]);
  return [
    "# Exit codes",
    "",
    "How a command ended, for scripts and pipelines. What is not done leaves no half of it behind, and the reason is on standard error;",
    "with `--json` also in the document on standard output.",
    "",
    WRITTEN,
    ...helpText(program).exitCodes.flatMap(({ code, meaning }) => [
      "",
      `## Exit code ${code}`,
      "",
      sentence(meaning),
      "",
      ...table(
        ["command", `what exit code ${code} says`],
        all.flatMap((command) =>
          helpText(command)
            .exitCodes.filter((one) => one.code === code)
            .map((one) => [`[\`${nameOf(command)}\`](${pageOf(command)})`, escaped(one.meaning)]),
        ),
      ),
    ]),
    "",
    "## Other exit codes",
    "",
    "A command that a signal ended has 128 and the signal's number, as shells have it: 130 for Ctrl-C (SIGINT), 143 for SIGTERM.",
    "",
  ].join("\n");
}

function commandPage(command: Command, documents: ReadonlyMap<string, string>): string {
  const below = command.commands.filter((one) => one.name() !== "help");
  return [
    `# slipway ${command.name()}`,
    "",
    sentence(command.description()),
    "",
    WRITTEN,
    ...bodyOf(command, "##"),
    ...documentOf(command, "##", documents),
    ...below.flatMap((one) => [
      "",
      `## slipway ${command.name()} ${one.name()}`,
      "",
      sentence(one.description()),
      ...bodyOf(one, "###"),
      ...documentOf(one, "###", documents),
    ]),
    "",
  ].join("\n");
}

/** The names of the published schemas, by the commands that print what they describe. */
function printedDocuments(): Map<string, string> {
  const named = [...publishedSchemas()].flatMap(([name, file]) => {
    const text = readFileSync(join(packageRoot(), file), "utf8");
    const { description = "" } = JSON.parse(text) as { description?: string };
    return printedBy(description).map((command): [string, string] => [command, name]);
  });
  return new Map(named);
}

function documentOf(
  command: Command,
  marks: string,
  documents: ReadonlyMap<string, string>,
): string[] {
  const name = documents.get(nameOf(command));
  return name === undefined
    ? []
    : [
        "",
        `${marks} The JSON document`,
        "",
        `[What \`${nameOf(command)} --json\` prints](../configuration/${name}.md), with its JSON Schema, \`slipway/schemas/${name}.json\`.`,
      ];
}

function bodyOf(command: Command, marks: string): string[] {
  const { paragraphs, examples, exitCodes } = helpText(command);
  const usage = `${nameOf(command)} ${command.usage()}`;
  const named = command.registeredArguments.map((argument) => [
    `\`${argument.name()}\``,
    valueNotes(argument),
    escaped(argument.description),
  ]);
  return [
    "",
    ...fenced("sh", usage),
    ...paragraphs.flatMap((paragraph) => ["", escaped(paragraph)]),
    ...(named.length === 0
      ? []
      : ["", `${marks} Arguments`, "", ...table(["argument", "values", "what it is"], named)]),
    "",
    `${marks} Flags`,
    "",
    ...optionTable(command),
    ...(examples === undefined ? [] : ["", `${marks} Examples`, "", ...fenced("text", examples)]),
    ...(exitCodes.length === 0
      ? []
      : [
          "",
          `${marks} Exit codes`,
          "",
          ...table(
            ["exit code", "meaning"],
            exitCodes.map(({ code, meaning }) => [`${code}`, escaped(meaning)]),
          ),
        ]),
  ];
}

function optionTable(command: Command): string[] {
  const rows = command
    .createHelp()
    .visibleOptions(command)
    .map((option) => [`\`${option.flags}\``, valueNotes(option), escaped(option.description)]);
  return table(["flag", "values", "what it does"], rows);
}

/** Choices and default of a flag or an argument. */
function valueNotes(of: Option | Argument): string {
  const choices = of.argChoices?.map((value) => `\`${value}\``).join(", ");
  const usual: unknown = of.defaultValue;
  return [
    ...(choices === undefined ? [] : [choices]),
    ...(usual === undefined ? [] : [`default \`${JSON.stringify(usual)}\``]),
    ...("mandatory" in of && of.mandatory ? ["**required**"] : []),
  ].join("; ");
}

function nameOf(command: Command): string {
  const { parent } = command;
  return parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}

function pageOf(command: Command): string {
  const above = command.parent;
  return above?.parent ? `${above.name()}.md` : `${command.name()}.md`;
}

function sentence(text: string): string {
  return escaped(`${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`);
}
