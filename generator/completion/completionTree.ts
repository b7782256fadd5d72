import type { Argument, Command, Option } from "commander";

/** What a shell offers where a value is to come: words of a list, what is on the disk, or nothing. */
export type CompletedValue = readonly string[] | "file" | "folder" | "stack" | "nothing";

/** One flag, as far as a shell completes it. */
export interface CompletedOption {
  /** As they are typed: `-s`, `--stack`. */
  flags: readonly string[];
  description: string;
  /** What comes after it; nothing at all for a switch. */
  value?: CompletedValue;
}

/** One command, as far as a shell completes it. */
export interface CompletedCommand {
  name: string;
  description: string;
  options: readonly CompletedOption[];
  /** What its first argument is. */
  argument: CompletedValue;
}

/** What a shell completes: the program's own flags, and its commands. */
export interface CompletionTree {
  options: readonly CompletedOption[];
  commands: readonly CompletedCommand[];
}

/**
 * Reads what can be completed from the definitions that `--help` is printed from.
 *
 * @param words What a command's first argument may be, by the command, where its definition does not say so.
 */
export function completionTree(
  program: Command,
  words: ReadonlyMap<string, readonly string[]> = new Map(),
): CompletionTree {
  const help = program.createHelp();
  const commands = help.visibleCommands(program).map((command) => ({
    name: command.name(),
    description: command.description(),
    options: optionsOf(command),
    argument: words.get(command.name()) ?? argumentOf(command, program),
  }));
  return { options: optionsOf(program), commands };
}

function optionsOf(command: Command): CompletedOption[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map((option) => ({
      flags: [option.short, option.long].filter((flag) => flag != null),
      description: option.description,
      ...((option.required || option.optional) && { value: valueOf(option) }),
    }));
}

/** The placeholder says what a value is: `<file>` or `<file...>` is on the disk, and `--stack` takes the name of a stack. */
function valueOf(option: Option): CompletedValue {
  if (option.argChoices !== undefined) return option.argChoices;
  if (option.long === "--stack") return "stack";
  return /[<[]file(\.\.\.)?[>\]]/.test(option.flags) ? "file" : "nothing";
}

function argumentOf(command: Command, program: Command): CompletedValue {
  // `slipway help up`: Commander's own command, whose argument is one of the others.
  if (command.name() === "help") return program.commands.map((other) => other.name());
  if (command.commands.length > 0) return command.commands.map((each) => each.name());
  const first: Argument | undefined = command.registeredArguments[0];
  if (first?.argChoices !== undefined) return first.argChoices;
  return first?.name() === "directory" ? "folder" : "nothing";
}
