import type { Command } from "commander";

import { CliError } from "../cliError.js";
import { allEntries, explain } from "../explain/explainAsked.js";
import { jsonText } from "../terminal/escapedText.js";
import { printExplanations } from "../terminal/printExplanations.js";
import { terminalPaint } from "../terminal/printPreview.js";
import { printResult } from "../terminal/printResult.js";

/** Characters of what was asked that a message repeats. */
const LONGEST_REPEATED = 120;

/** Flags of `slipway explain`. */
export interface ExplainFlags {
  json?: true;
}

/**
 * Runs `slipway explain`.
 *
 * @param what The words that were typed: of a name, a path or a message.
 * @param program The program with all of its commands.
 * @throws {CliError} if nothing is known by that name.
 */
export function runExplain(
  what: readonly string[],
  { json }: ExplainFlags,
  program: Command,
): void {
  const asked = what.join(" ");
  const { explanations, nearest } = explain(asked, allEntries(program));
  if (explanations.length === 0) throw nothingFound(asked, nearest);
  printResult(json ? jsonText(explanations, 2) : printExplanations(explanations, terminalPaint()));
}

function nothingFound(asked: string, nearest: readonly string[]): CliError {
  const got = JSON.stringify(asked.slice(0, LONGEST_REPEATED));
  const hint =
    nearest.length > 0
      ? `near are ${nearest.map((name) => `'${name}'`).join(", ")}`
      : "'slipway explain healthCheckPath', 'slipway explain ECS.5' and 'slipway explain exit 4' work";
  return new CliError(
    `'what' must be a rule, an argument, a flag, an exit code, a diagnosis or a message that is known, got ${got}; ${hint}`,
  );
}
