import type { Command } from "commander";

/** What a command's help says after its options. */
export interface HelpText {
  paragraphs: readonly string[];
  examples: string | undefined;
  exitCodes: readonly ExitCode[];
}

/** How a command may end. */
export interface ExitCode {
  code: number;
  meaning: string;
}

const EXIT_CODES = "Exit codes: ";

/** Reads the help that a command prints after its options. */
export function helpText(command: Command): HelpText {
  const blocks = textAfterOptions(command)
    .trim()
    .split(/\n{2,}/)
    .filter((block) => block !== "");
  const codes = blocks.find((block) => block.startsWith(EXIT_CODES));
  const examples = blocks.find((block) => block.startsWith("Examples:\n"));
  return {
    paragraphs: blocks.filter((block) => block !== codes && block !== examples),
    examples: examples?.replace(/^Examples:\n/, "").replace(/^ {2}/gm, ""),
    exitCodes: codes === undefined ? [] : exitCodesIn(codes.slice(EXIT_CODES.length)),
  };
}

/** Commander gives what `addHelpText` added to nothing but its own output. */
function textAfterOptions(command: Command): string {
  let text = "";
  const output = command.configureOutput();
  command.configureOutput({
    writeOut: (written) => {
      text += written;
    },
  });
  try {
    command.outputHelp();
    return text.slice(command.helpInformation().length);
  } finally {
    command.configureOutput(output);
  }
}

/** `0 clean, 2 with --check: newer, 130 cancelled`, code by code. */
function exitCodesIn(text: string): ExitCode[] {
  return text
    .replace(/\s*\n\s*/g, " ")
    .replace(/\.$/, "")
    .split(/, (?=\d+ )/)
    .map((part) => {
      const [, code = "", meaning = ""] = /^(\d+) (.*)$/.exec(part) ?? [];
      return { code: Number(code), meaning };
    });
}
