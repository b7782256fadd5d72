import { CliError } from "../cliError.js";

/**
 * What a text of JSON holds.
 *
 * @param rule What the text must be, for the error.
 * @throws {CliError} if it is none.
 */
export function parsedJson(text: string, rule: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\s*\n\s*/g, " ") : "";
    throw new CliError(`${rule}: ${why}`);
  }
}
