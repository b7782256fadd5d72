import { Argument, type Command } from "commander";

import { bashCompletion } from "../completion/bashCompletion.js";
import { completionTree } from "../completion/completionTree.js";
import { fishCompletion } from "../completion/fishCompletion.js";
import { zshCompletion } from "../completion/zshCompletion.js";
import { explainedWords } from "../explain/explainedWords.js";
import { printResult } from "../terminal/printResult.js";

/** What prints the completion of a program, by shell. */
const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

const EXAMPLES = `
Examples:
  eval "$(slipway completion bash)"      in ~/.bashrc
  eval "$(slipway completion zsh)"       in ~/.zshrc, after compinit
  slipway completion fish | source       in ~/.config/fish/config.fish

Exit codes: 0 printed, 1 there is no completion of such a shell`;

/** Adds `slipway completion`, which knows the commands that the program has when it runs: all of them have to be there. */
export function registerCompletion(program: Command): void {
  program
    .command("completion")
    .description("print what completes the command's words in a shell")
    .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(SHELLS)))
    .addHelpText("after", EXAMPLES)
    .action(async (shell: keyof typeof SHELLS) => {
      const { allEntries } = await import("../explain/explainAsked.js");
      const words = new Map([["explain", explainedWords(allEntries(program))]]);
      printResult(SHELLS[shell](program.name(), completionTree(program, words)));
    });
}
