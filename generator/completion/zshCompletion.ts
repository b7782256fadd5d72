import type {
  CompletedCommand,
  CompletedOption,
  CompletedValue,
  CompletionTree,
} from "./completionTree.js";

/** The completion of a program for zsh, for `_arguments` and `_describe` of its completion system. */
export function zshCompletion(program: string, { options, commands }: CompletionTree): string {
  const described = commands.map(
    ({ name, description }) => `    ${quoted(`${name}:${description}`)}`,
  );
  return `#compdef ${program}
# Completion of ${program} for zsh; in ~/.zshrc, after compinit: eval "$(${program} completion zsh)"

_${program}_stacks() {
  local -a stacks=(Pulumi.*.yaml(N:t) infra/Pulumi.*.yaml(N:t))
  stacks=(\${\${stacks#Pulumi.}%.yaml})
  compadd -a stacks
}

_${program}() {
  local -a commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    if [[ $words[2] != -* ]]; then _describe command commands; return; fi
    _arguments ${options.flatMap(specifications).join(" ")}
    return
  fi
  local command=$words[2]
  words=($words[1] $words[3,-1])
  (( CURRENT-- ))
  case $command in
${commands.map((command) => commandCase(program, command)).join("\n")}
  esac
}

compdef _${program} ${program}
`;

  function specifications(option: CompletedOption): string[] {
    return specificationsOf(program, option);
  }
}

function commandCase(program: string, { name, options, argument }: CompletedCommand): string {
  const lines = [
    ...options.flatMap((option) => specificationsOf(program, option)),
    ...(argument === "nothing" ? [] : [quoted(`1:argument:${action(program, argument)}`)]),
  ];
  return `    ${name})\n      _arguments ${lines.map((line) => `\\\n        ${line}`).join(" ")}\n      ;;`;
}

/** One `--flag=[what it does]:value:action` for each spelling of a flag. */
function specificationsOf(
  program: string,
  { flags, description, value }: CompletedOption,
): string[] {
  // In a specification these end the description, or begin the next part.
  const text = description.replaceAll(/[[\]:\\]/g, "\\$&");
  return flags.map((flag) => {
    if (value === undefined) return quoted(`${flag}[${text}]`);
    const joint = flag.startsWith("--") ? "=" : "+";
    return quoted(`${flag}${joint}[${text}]:value:${action(program, value)}`);
  });
}

function action(program: string, value: CompletedValue): string {
  if (typeof value !== "string") return `(${value.join(" ")})`;
  return { file: "_files", folder: "_files -/", stack: `_${program}_stacks`, nothing: " " }[value];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
