import { CliError } from "../cliError.js";
import { ADDED_ANSWERS } from "../scaffold/addedQuestions.js";
import type { AddRequest, AddResult } from "../scaffold/addRequest.js";
import { addService } from "../scaffold/addService.js";
import type { Answers } from "../scaffold/answers.js";
import { readAnswers } from "../scaffold/readAnswers.js";
import { askOnTerminal } from "../terminal/askOnTerminal.js";
import { escapedText, jsonText } from "../terminal/escapedText.js";
import { changesJson, changesText } from "../terminal/printChanges.js";
import { printResult } from "../terminal/printResult.js";
import { StopSignals } from "../terminal/stopSignals.js";
import { terminalColors } from "../terminal/terminalColors.js";

/** Flags of `slipway add` as commander gives them. */
export type AddFlags = Readonly<Partial<Record<keyof Answers, string>>> & {
  readonly dockerfile?: string;
  readonly context?: string;
  readonly answers?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

/** What a file of answers may hold beside the answers to questions. */
const OTHERS = ["dockerfile", "context"] as const;

/**
 * Runs `slipway add`: asks on the terminal where there is one, adds, and says what was written.
 *
 * @throws {CliError} if an answer or the repository is wrong, or a signal comes, such as Ctrl-C; nothing is written then.
 */
export async function runAdd(
  kind: AddRequest["kind"],
  directory: string,
  options: AddFlags,
): Promise<void> {
  const given = givenOf(options);
  const attended = process.stdin.isTTY && process.stdout.isTTY && options.json !== true;
  const signals = new StopSignals();
  try {
    const result = await addService({
      kind,
      directory,
      flags: Object.fromEntries(
        ADDED_ANSWERS.map((key) => [key, given[key]]).filter(([, value]) => value !== undefined),
      ) as AddRequest["flags"],
      dockerfile: given.dockerfile,
      context: given.context,
      yes: options.yes,
      dryRun: options.dryRun,
      ask: attended ? (prompt) => signals.orStopped(() => askOnTerminal(prompt)) : undefined,
      proceed: signals.proceed,
    });
    printResult(printed(result, options.json === true));
  } finally {
    signals.dispose();
  }
}

/** All that was answered: flags win over the file. */
function givenOf(options: AddFlags): Readonly<Record<string, string | undefined>> {
  const known: string[] = [...ADDED_ANSWERS, ...OTHERS];
  const fromFile = options.answers === undefined ? {} : readAnswers(options.answers);
  const unknown = Object.keys(fromFile).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new CliError(
      `'--answers' must hold answers, got ${jsonText(unknown)}, which is none; the answers are ${known.join(", ")}`,
    );
  }
  const flags = options as Readonly<Record<string, string | undefined>>;
  return Object.fromEntries(known.map((key) => [key, flags[key] ?? fromFile[key]]));
}

function printed({ changes, ...result }: AddResult, asJson: boolean): string {
  if (asJson) {
    return `${jsonText({ ...result, ...(changes && { changes: changesJson(changes) }) })}\n`;
  }
  return changes === undefined
    ? addReport(result, false)
    : changesText(changes) + addReport(result, true);
}

/** What a person reads after an addition, or instead of one. */
function addReport({ name, files, warnings, next }: AddResult, isDry: boolean): string {
  const { green, yellow } = terminalColors();
  const lines = [
    ...warnings.map((warning) => `${yellow("!")} ${escapedText(warning)}`),
    isDry
      ? `nothing was written; without --dry-run it is ${files.length} files`
      : `${green("✔")} ${name} added: ${files.length} files. Next: ${next.join(" · ")}`,
  ];
  return lines.map((line) => `${line}\n`).join("");
}
