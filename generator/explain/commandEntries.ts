import type { Command, Option } from "commander";

import type { Entry } from "./explanation.js";

/** What stands before the exit codes, which are the last thing that a command's help says. */
const HEADING = "\nExit codes: ";

/** What `slipway explain` tells of the commands, their flags and their exit codes: what `--help` says. */
export function commandEntries(program: Command): Entry[] {
  const commands = commandsBelow(program, program.name());
  return [
    ...commands.map(([name, command]) => commandEntry(name, command)),
    ...flagEntries(program.name(), program),
    ...commands.flatMap(([name, command]) => flagEntries(name, command)),
    ...exitCodeEntries(program, commands),
  ];
}

/** Commands with the words by which they are called, those of commands included. */
function commandsBelow(command: Command, words: string): [string, Command][] {
  return command.commands.flatMap((each) => {
    const name = `${words} ${each.name()}`;
    return [[name, each] as [string, Command], ...commandsBelow(each, name)];
  });
}

function commandEntry(name: string, command: Command): Entry {
  const codes = [...exitCodes(command)].map(([code, meaning]) => `${code} ${meaning}`);
  const flags = command.createHelp().visibleOptions(command);
  const details = {
    usage: `${name} ${command.usage()}`,
    flags: flags.map(({ long, short }) => long ?? short ?? "").join(", "),
    ...(codes.length > 0 && { exits: codes.join(", ") }),
  };
  return {
    explanation: {
      kind: "command",
      name,
      description: command.description(),
      details,
      next: `see '${name} --help'`,
    },
    names: [withoutProgram(name)],
  };
}

function flagEntries(words: string, command: Command): Entry[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== "--help")
    .map((option) => flagEntry(words, option));
}

function flagEntry(words: string, option: Option): Entry {
  const { flags, description, mandatory, argChoices } = option;
  // Commander has it as `any`.
  const defaultValue: unknown = option.defaultValue;
  const all = [option.long, option.short].filter((flag) => flag != null);
  const details = {
    flag: flags,
    ...(argChoices && { values: argChoices.join(", ") }),
    ...(defaultValue !== undefined && { default: JSON.stringify(defaultValue) }),
    required: mandatory ? "yes" : "no",
  };
  const [name = ""] = all.map((flag) => `${words} ${flag}`);
  return {
    explanation: { kind: "flag", name, description, details },
    names: all.flatMap((flag) => [flag, `${words} ${flag}`, withoutProgram(`${words} ${flag}`)]),
  };
}

function withoutProgram(words: string): string {
  return words.slice(words.indexOf(" ") + 1);
}

function exitCodeEntries(program: Command, commands: readonly [string, Command][]): Entry[] {
  const general = exitCodes(program);
  const byCommand = commands.map(([name, command]) => [name, exitCodes(command)] as const);
  const codes = [...general.keys(), ...byCommand.flatMap(([, own]) => [...own.keys()])];
  return [...new Set(codes)]
    .sort((a, b) => Number(a) - Number(b))
    .map((code) => {
      const told = byCommand.flatMap(([name, own]) => {
        const meaning = own.get(code);
        return meaning === undefined ? [] : [[name, meaning] as const];
      });
      const description = general.get(code) ?? told[0]?.[1] ?? "";
      return {
        explanation: {
          kind: "exitCode",
          name: `exit ${code}`,
          description,
          details: Object.fromEntries(told),
        },
        names: [code, `exit code ${code}`, `exit-code ${code}`, `exited with ${code}`],
      };
    });
}

/**
 * The exit codes that a command's help names, in the form `Exit codes: 0 done, 1 failed, 130 cancelled (143 by SIGTERM)`.
 * What is in brackets is a code of its own.
 */
export function exitCodes(command: Command): Map<string, string> {
  const codes = new Map<string, string>();
  const text = helpText(command);
  const start = text.indexOf(HEADING);
  if (start < 0) return codes;
  const all = text
    .slice(start + HEADING.length)
    .replaceAll(/\s+/g, " ")
    .trim();
  for (const part of all.replace(/\.$/, "").split(/, (?=\d+ )/)) {
    const [, code = "", meaning = ""] = /^(\d+) (.*)$/.exec(part) ?? [];
    const [, other, how = ""] = / \((\d+) (.*)\)$/.exec(meaning) ?? [];
    codes.set(code, meaning.replace(/ \(\d+ .*\)$/, ""));
    if (other !== undefined) codes.set(other, `${meaning.replace(/ \(.*/, "")} ${how}`);
  }
  return codes;
}

/** What `--help` prints. */
function helpText(command: Command): string {
  const usual = command.configureOutput();
  let text = "";
  command.configureOutput({
    ...usual,
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  command.configureOutput(usual);
  return text;
}
