import { CliError } from "../cliError.js";
import { escapedText } from "./escapedText.js";

/** Asks a yes-or-no question. */
export type Confirm = (question: string) => Promise<boolean>;

/**
 * How a command asks before it changes anything; `undefined` when `--yes` has answered already.
 *
 * @throws {CliError} if there is nobody to ask: without a terminal `prompts` would end the process with exit code 0.
 */
export function confirmation(yes: boolean): Confirm | undefined {
  if (yes) {
    return undefined;
  }
  if (!process.stdin.isTTY) {
    throw new CliError("there is no terminal to confirm on: pass '--yes'");
  }
  return confirm;
}

/** On stderr, so that stdout holds the result alone. */
async function confirm(message: string): Promise<boolean> {
  const { default: prompts } = await import("prompts");
  const { confirmed } = (await prompts({
    type: "confirm",
    name: "confirmed",
    message: escapedText(message),
    initial: false,
    stdout: process.stderr,
  })) as { confirmed?: boolean };
  return confirmed === true;
}
