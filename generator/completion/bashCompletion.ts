import type { CompletedCommand, CompletedValue, CompletionTree } from "./completionTree.js";

/**
 * The completion of a program for bash from 3.2 on, with nothing but bash. Names are of letters, digits and dashes, so
 * that none has to be quoted.
 */
export function bashCompletion(program: string, { options, commands }: CompletionTree): string {
  const own = options.flatMap(({ flags }) => flags);
  const words = [...commands.map(({ name }) => name), ...own].join(" ");
  return `# Completion of ${program} for bash; in ~/.bashrc: eval "$(${program} completion bash)"

_${program}_stacks() {
  local file
  for file in Pulumi.*.yaml infra/Pulumi.*.yaml; do
    if [[ -f $file ]]; then file=\${file##*Pulumi.}; echo "\${file%.yaml}"; fi
  done
}

# Puts what begins with the word into the reply: of what is on the disk, of the stacks, or of a list of words.
_${program}_offer() {
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
    case $1 in
      nothing) ;;
      file) compgen -f -- "$2" ;;
      folder) compgen -d -- "$2" ;;
      stack) compgen -W "$(_${program}_stacks)" -- "$2" ;;
      *) compgen -W "$1" -- "$2" ;;
    esac
  )
  case $1 in file | folder) compopt -o filenames 2>/dev/null ;; esac
}

_${program}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command= i
  COMPREPLY=()
  # bash takes --stack=dev for three words.
  if [[ $word == = ]]; then word=; elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} != -* ]]; then command=\${COMP_WORDS[i]}; break; fi
  done
  local flags= argument=nothing
  case $command in
    '') _${program}_offer '${words}' "$word"; return ;;
${commands.map(commandCase).join("\n")}
  esac
  case "$command $before" in
${commands.flatMap((command) => valueCases(program, command)).join("\n")}
  esac
  if [[ $word == -* ]]; then _${program}_offer "$flags" "$word"; else _${program}_offer "$argument" "$word"; fi
}

complete -F _${program} ${program}
`;
}

function commandCase({ name, options, argument }: CompletedCommand): string {
  const flags = options.flatMap((option) => option.flags).join(" ");
  return `    ${name}) flags='${flags}' argument=${offered(argument)} ;;`;
}

function valueCases(program: string, { name, options }: CompletedCommand): string[] {
  return options.flatMap(({ flags, value }) => {
    if (value === undefined) return [];
    const patterns = flags.map((flag) => `'${name} ${flag}'`).join(" | ");
    return [`    ${patterns}) _${program}_offer ${offered(value)} "$word"; return ;;`];
  });
}

function offered(value: CompletedValue): string {
  return typeof value === "string" ? value : `'${value.join(" ")}'`;
}
