import { CliError, EXIT_CANCELLED } from "../cliError.js";
import type { Prompt } from "../scaffold/ask.js";
import { escapedText } from "./escapedText.js";

/**
 * Asks on the terminal. Never call it without one: at end of input `prompts` waits for ever and Node.js ends with exit
 * code 0, as if all were done.
 *
 * @throws {CliError} with exit code 130, if the user presses Ctrl-C.
 */
export async function askOnTerminal({ message, initial, problem }: Prompt): Promise<string> {
  const { default: prompts } = await import("prompts");
  const { answer } = (await prompts(
    {
      type: "text",
      name: "answer",
      message: escapedText(message),
      initial,
      validate: (text: string) => problem(text) ?? true,
    },
    {
      onCancel: () => {
        throw new CliError("cancelled; nothing was written", EXIT_CANCELLED);
      },
    },
  )) as { answer: unknown };
  return String(answer);
}
