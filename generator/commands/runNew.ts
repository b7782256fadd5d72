import { escapedText, jsonText } from "../terminal/escapedText.js";
import { printResult } from "../terminal/printResult.js";
import { terminalColors } from "../terminal/terminalColors.js";
import type { Answers } from "../scaffold/answers.js";
import { askOnTerminal } from "../terminal/askOnTerminal.js";
import { StopSignals } from "../terminal/stopSignals.js";
import { QUESTIONS } from "../scaffold/questions.js";
import { scaffold, type ScaffoldResult } from "../scaffold/scaffold.js";

/** Flags of `slipway new` as commander gives them. */
export type NewFlags = Readonly<Partial<Record<keyof Answers, string>>> & {
  readonly dockerfile?: string;
  readonly package?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
};

/**
 * Runs `slipway new`: asks on the terminal where there is one, generates, and says what was written.
 *
 * @throws {CliError} if an answer is wrong or a signal comes, such as Ctrl-C; nothing is written then.
 */
export async function runNew(directory: string | undefined, options: NewFlags): Promise<void> {
  const flags = Object.fromEntries(
    QUESTIONS.map(({ key }) => [key, options[key]]).filter(([, value]) => value !== undefined),
  ) as Partial<Record<keyof Answers, string>>;
  const attended = process.stdin.isTTY && process.stdout.isTTY && options.json !== true;
  const signals = new StopSignals();
  try {
    const result = await scaffold({
      cwd: process.cwd(),
      directory,
      flags,
      dockerfile: options.dockerfile,
      package: options.package,
      yes: options.yes,
      ask: attended ? (prompt) => signals.orStopped(() => askOnTerminal(prompt)) : undefined,
      proceed: signals.proceed,
    });
    printResult(options.json === true ? jsonText(result) : report(result));
  } finally {
    signals.dispose();
  }
}

/** What a person reads after the writing. */
export function report({
  directory,
  files,
  package: source,
  warnings,
  next,
}: ScaffoldResult): string {
  const origin = {
    checkout: `the checkout that ran this, ${source.spec}, which must stay where it is`,
    tarball: `the tarball that this was installed from, ${source.spec}, which must stay where it is`,
    registry: `version ${source.spec}`,
    given: source.spec,
  }[source.kind];
  const { green, yellow } = terminalColors();
  const lines = [
    ...warnings.map((warning) => `${yellow("!")} ${escapedText(warning)}`),
    `slipway in it is ${escapedText(origin)}`,
    `${green("✔")} ${directory}/ written: ${files.length} files. Next: ${next.join(" · ")}`,
  ];
  return lines.map((line) => `${line}\n`).join("");
}
