import { describedRules, rulesNamed } from "../check/ruleCatalogue.js";
import { jsonText } from "../terminal/escapedText.js";
import { terminalPaint } from "../terminal/printPreview.js";
import { printResult } from "../terminal/printResult.js";
import { printRule, printRules } from "../terminal/printRules.js";

/** Flags of `slipway rules` and `slipway rules show`. */
export interface RulesFlags {
  json?: true;
}

/** Runs `slipway rules`. */
export function runRules({ json }: RulesFlags): void {
  const all = describedRules();
  printResult(json ? jsonText(all, 2) : printRules(all, terminalPaint()));
}

/**
 * Runs `slipway rules show`. Its JSON is a list too, as an id of another catalogue may mean several rules.
 *
 * @throws {CliError} if there is no such rule.
 */
export function runRulesShow(name: string, { json }: RulesFlags): void {
  const found = rulesNamed(name);
  const paint = terminalPaint();
  const text = json ? jsonText(found, 2) : found.map((one) => printRule(one, paint)).join("\n\n");
  printResult(text);
}
