import { jsonText } from "./escapedText.js";

/** A command prints one result on standard output. */
let isPrinted = false;

/** Begins a command, which has printed nothing yet. */
export function awaitResult(): void {
  isPrinted = false;
}

/** Writes what a command came to, on stdout; all else that it says goes to stderr. */
export function printResult(text: string): void {
  isPrinted = true;
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/**
 * Writes the JSON document of a command that came to no result, so that whoever asked for JSON gets one document
 * however the command ends; nothing where its result is printed.
 */
export function printFailure(message: string): void {
  if (!isPrinted) printResult(jsonText({ error: { message } }, 2));
}

/** Whether words of a command line ask for JSON, also where they are no command that there is. */
export function asksForJson(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  const options = end < 0 ? words : words.slice(0, end);
  return options.some((word, i) => {
    return /^--json(?:=|$)/.test(word) || /^--format(?:=| )json$/.test(`${word} ${options[i + 1]}`);
  });
}
