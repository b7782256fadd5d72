import type { CompletedOption, CompletedValue, CompletionTree } from "./completionTree.js";

/** The completion of a program for fish. */
export function fishCompletion(program: string, { options, commands }: CompletionTree): string {
  const first = "-n __fish_use_subcommand";
  const lines = [
    ...options.map((option) => optionLine(option, first)),
    ...commands.map(({ name, description }) => `${first} -a ${name} -d ${quoted(description)}`),
    ...commands.flatMap((command) => {
      const inside = `-n '__fish_seen_subcommand_from ${command.name}'`;
      const argument = choices(program, command.argument);
      return [
        ...(argument === undefined ? [] : [`${inside} -a ${argument}`]),
        ...command.options.map((option) => optionLine(option, inside)),
      ];
    }),
  ];
  return `# Completion of ${program} for fish; in ~/.config/fish/config.fish: ${program} completion fish | source

function __${program}_stacks
    for file in Pulumi.*.yaml infra/Pulumi.*.yaml
        string replace -r '.*Pulumi\\.(.*)\\.yaml$' '$1' $file
    end
end

# Files are offered where one is to come, and nowhere else.
complete -c ${program} -f
${lines.map((line) => `complete -c ${program} ${line}`).join("\n")}
`;

  function optionLine({ flags, description, value }: CompletedOption, condition: string): string {
    const spelt = flags.map((flag) =>
      flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
    );
    const words = [condition, ...spelt, ...valueWords(program, value), "-d", quoted(description)];
    return words.join(" ");
  }
}

/** `-r`: a value has to come; `-F`: it is a file; `-x`: it has to come, and is none. */
function valueWords(program: string, value: CompletedValue | undefined): string[] {
  if (value === undefined) return [];
  if (value === "file") return ["-r", "-F"];
  const offered = choices(program, value);
  return offered === undefined ? ["-x"] : ["-x", "-a", offered];
}

function choices(program: string, value: CompletedValue): string | undefined {
  if (typeof value !== "string") return quoted(value.join(" "));
  if (value === "folder") return "'(__fish_complete_directories)'";
  return value === "stack" ? `'(__${program}_stacks)'` : undefined;
}

/** In single quotes fish reads a backslash before a backslash or a quote, and nothing else. */
function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
}
