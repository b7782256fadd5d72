import { CliError } from "../cliError.js";
import { ADDED_ANSWERS } from "../scaffold/addedQuestions.js";
import type { AddRequest, AddResult } from "../scaffold/addRequest.js";
import { addEnvironment } from "../scaffold/addEnvironment.js";
import { addService } from "../scaffold/addService.js";
import type { Answers } from "../scaffold/answers.js";
import type { Prompt } from "../scaffold/ask.js";
import { QUESTIONS } from "../scaffold/questions.js";
import { givenAnswers, type GivenAnswers, refuseOtherAnswers } from "../scaffold/readAnswers.js";
import { askOnTerminal } from "../terminal/askOnTerminal.js";
import { escapedText, jsonText } from "../terminal/escapedText.js";
import { changesJson, changesText } from "../terminal/printChanges.js";
import { printResult } from "../terminal/printResult.js";
import { StopSignals } from "../terminal/stopSignals.js";
import { terminalColors } from "../terminal/terminalColors.js";

/** Flags of `slipway add` as commander gives them. */
export type AddFlags = Readonly<Partial<Record<keyof Answers, string>>> & {
  readonly directory?: string;
  readonly dockerfile?: string;
  readonly context?: string;
  readonly answers?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

/** What can be added. */
export type AddedKind = AddRequest["kind"] | "environment";

/** What a file of answers may hold beside the answers to questions. */
const OTHERS = ["dockerfile", "context"] as const;

/**
 * Runs `slipway add`: asks on the terminal where there is one, adds, and says what was written.
 *
 * @throws {CliError} if an answer or the repository is wrong, or a signal comes, such as Ctrl-C; nothing is written then.
 */
export async function runAdd(
  kind: AddedKind,
  name: string | undefined,
  options: AddFlags,
): Promise<void> {
  const given = givenOf(named(name, options));
  if (kind === "environment") refuseOther(given);
  const attended =
    process.stdin.isTTY && process.stdout.isTTY && options.json !== true && options.yes !== true;
  const signals = new StopSignals();
  try {
    const common = {
      directory: options.directory ?? ".",
      dryRun: options.dryRun,
      ask: attended
        ? (prompt: Prompt) => signals.orStopped(() => askOnTerminal(prompt))
        : undefined,
      proceed: signals.proceed,
    };
    const result =
      kind === "environment"
        ? await addEnvironment({ ...common, stack: given.name })
        : await addService({ ...common, ...serviceOf(kind, given), yes: options.yes });
    printResult(printed(result, options.json === true));
  } finally {
    signals.dispose();
  }
}

/** What the request for a service has of the answers. */
function serviceOf(
  kind: AddRequest["kind"],
  given: GivenAnswers["given"],
): Pick<AddRequest, "kind" | "flags"> {
  const flags = Object.fromEntries(
    ADDED_ANSWERS.map((key) => [key, given[key]]).filter(([, value]) => value !== undefined),
  ) as AddRequest["flags"];
  const { dockerfile, context } = given;
  return { kind, flags, ...(dockerfile && { dockerfile }), ...(context && { context }) };
}

/** The flags with the name of the argument, which is the same. */
function named(name: string | undefined, options: AddFlags): AddFlags {
  if (name === undefined) return options;
  if (options.name === undefined || options.name === name) return { ...options, name };
  throw new CliError(
    `'--name' must be left out beside the name ${jsonText(name)}, got ${jsonText(options.name)}`,
  );
}

/** A stack has no application. */
function refuseOther(given: GivenAnswers["given"]): void {
  const other = Object.keys(given).find((key) => key !== "name" && given[key] !== undefined);
  if (other === undefined) return;
  const flag = QUESTIONS.find(({ key }) => key === other)?.flag ?? `--${other}`;
  throw new CliError(`'${flag}' must be left out: an environment is asked for --name alone`);
}

/** All that was answered. */
function givenOf(options: AddFlags): GivenAnswers["given"] {
  const answers = givenAnswers(options, [...ADDED_ANSWERS, ...OTHERS], options.answers);
  refuseOtherAnswers(answers);
  return answers.given;
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
