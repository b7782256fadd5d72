import { join } from "node:path";

import { CliError } from "../cliError.js";
import { packageRoot } from "../project/packageRoot.js";
import type { Answers } from "../scaffold/answers.js";
import { loadTemplate, templateNames } from "../scaffold/loadTemplate.js";
import { QUESTIONS } from "../scaffold/questions.js";
import { lookUpPackage } from "../scaffold/registryPackage.js";
import { isTemplateFolder } from "../scaffold/ownTemplate.js";
import { givenAnswers, type GivenAnswers, refuseOtherAnswers } from "../scaffold/readAnswers.js";
import { scaffold } from "../scaffold/scaffold.js";
import type { ScaffoldResult } from "../scaffold/scaffoldRequest.js";
import { askOnTerminal } from "../terminal/askOnTerminal.js";
import { escapedText, jsonText } from "../terminal/escapedText.js";
import { changesJson, changesText } from "../terminal/printChanges.js";
import { printResult } from "../terminal/printResult.js";
import { StopSignals } from "../terminal/stopSignals.js";
import { terminalColors } from "../terminal/terminalColors.js";

/** Flags of `slipway new` as commander gives them. */
export type NewFlags = Readonly<Partial<Record<keyof Answers, string>>> & {
  readonly dockerfile?: string;
  readonly context?: string;
  readonly package?: string;
  readonly set?: readonly string[];
  readonly answers?: string;
  readonly here?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
};

/** What a file of answers may hold beside the answers to questions. */
const OTHERS = ["dockerfile", "context", "package"] as const;

/**
 * Runs `slipway new`: asks on the terminal where there is one, generates, and says what was written.
 *
 * @throws {CliError} if an answer is wrong or a signal comes, such as Ctrl-C; nothing is written then.
 */
export async function runNew(directory: string | undefined, options: NewFlags): Promise<void> {
  if (options.list === true) {
    printResult(templateList(options.json === true));
    return;
  }
  const { given, own } = givenOf(options);
  const attended = process.stdin.isTTY && process.stdout.isTTY && options.json !== true;
  const signals = new StopSignals();
  try {
    const result = await scaffold({
      cwd: process.cwd(),
      directory: targetOf(directory, options.here),
      flags: Object.fromEntries(
        QUESTIONS.map(({ key }) => [key, given[key]]).filter(([, value]) => value !== undefined),
      ) as Partial<Record<keyof Answers, string>>,
      ownFlags: own,
      dockerfile: given.dockerfile,
      context: given.context,
      package: given.package,
      lookUp: lookUpPackage,
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

interface Given {
  /** Answers to our questions, and the other flags that a file may hold. */
  given: GivenAnswers["given"];
  /** Answers to those of the template's own. */
  own: Readonly<Record<string, string>>;
}

/** All that was answered. */
function givenOf(options: NewFlags): Given {
  const known = [...QUESTIONS.map(({ key }) => key), ...OTHERS];
  const answers = givenAnswers(options, known, options.answers);
  const { given, others } = answers;
  if (!isTemplateFolder(given.template ?? "")) refuseOtherAnswers(answers);
  return { given, own: { ...others, ...setOf(options.set ?? []) } };
}

function setOf(words: readonly string[]): Record<string, string> {
  const pairs = words.map((word) => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (key !== undefined && value !== undefined) return [key, value] as const;
    throw new CliError(`'--set' must be key=value, got ${jsonText(word)}; team=payments works`);
  });
  return Object.fromEntries(pairs);
}

function targetOf(directory: string | undefined, here: boolean | undefined): string | undefined {
  if (here !== true) return directory;
  if (directory === undefined || directory === ".") return ".";
  throw new CliError(
    `'directory' must be left out with --here, got ${jsonText(directory)}; "." works`,
  );
}

/** The templates that there are: a line each, or as JSON with what each asks for. */
function templateList(asJson: boolean): string {
  const templates = join(packageRoot(), "templates");
  const list = templateNames(templates).map((name) => {
    const { title, questions } = loadTemplate(templates, name);
    return { name, title, questions };
  });
  if (asJson) return `${jsonText(list)}\n`;
  const width = Math.max(...list.map(({ name }) => name.length));
  return list.map(({ name, title }) => `${name.padEnd(width)}  ${title}\n`).join("");
}

function printed(result: ScaffoldResult, asJson: boolean): string {
  const { changes, ...written } = result;
  if (changes === undefined) return asJson ? `${jsonText(written)}\n` : report(result);
  if (asJson) return `${jsonText({ ...written, changes: changesJson(changes) })}\n`;
  return changesText(changes) + report(result);
}

/** What a person reads after the writing. */
export function report({
  directory,
  files,
  package: source,
  warnings,
  next,
  changes,
}: ScaffoldResult): string {
  const origin = {
    checkout: `the checkout that ran this, ${source.spec}, which must stay where it is`,
    tarball: `the tarball that this was installed from, ${source.spec}, which must stay where it is`,
    registry: `version ${source.spec}`,
    given: source.spec,
    vendor: `its tarball ${source.spec}, which is committed with it`,
  }[source.kind];
  const { green, yellow } = terminalColors();
  const where = directory === "." ? "" : `${directory}/ `;
  const count = `${files.length} files`;
  const lines = [
    ...warnings.map((warning) => `${yellow("!")} ${escapedText(warning)}`),
    `slipway in it is ${escapedText(origin)}`,
    changes === undefined
      ? `${green("✔")} ${where}written: ${count}. Next: ${next.join(" · ")}`
      : `nothing was written; without --dry-run it is ${count}`,
  ];
  return lines.map((line) => `${line}\n`).join("");
}
