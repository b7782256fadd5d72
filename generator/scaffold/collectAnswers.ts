import { basename } from "node:path";

import { CliError } from "../cliError.js";
import type { Answers } from "./answers.js";
import type { Ask } from "./ask.js";
import { answerProblem, checkAnswers } from "./checkAnswers.js";
import { QUESTIONS, type Known, type Question, type Suggestion } from "./questions.js";
import type { DockerfileFacts } from "./readDockerfile.js";

/** Where answers come from. */
export interface AnswerSources {
  /** The directory argument, whose last part is the default of the name. */
  directory?: string | undefined;
  /** Flags as they were given. */
  flags: Readonly<Partial<Record<keyof Answers, string>>>;
  /** What the template asks for. */
  questions: readonly (keyof Answers)[];
  dockerfile?: DockerfileFacts | undefined;
  /** Processor architecture that the pipelines of the repository build for. */
  builtFor?: Answers["architecture"];
  /** Asks what no flag answers; nothing when the defaults shall be taken. */
  ask?: Ask | undefined;
}

/**
 * Refuses to go on where a question would come up and nobody is there to answer it.
 *
 * @throws {CliError} naming the flags that are missing.
 */
export function refuseUnanswered(sources: AnswerSources): void {
  const open = QUESTIONS.filter((question) => {
    if (question.terminalOnly === true) return false;
    return comesUp(question, sources) && sources.flags[question.key] === undefined;
  });
  if (open.length === 0) return;
  const flags = open.map(({ flag }) => flag).join(", ");
  throw new CliError(
    `no terminal to ask on, and ${flags} missing: give them, or --yes for the defaults`,
  );
}

/**
 * Collects the answers from the flags, the prompts and the defaults, in this order, and checks them all.
 *
 * @throws {CliError} if one is wrong, or the user presses Ctrl-C.
 */
export async function collectAnswers(sources: AnswerSources): Promise<Answers> {
  // First without asking: nobody likes to answer questions and hear then that a flag was wrong.
  const asked = [...sources.questions, "template"] as const;
  const unattended = checkAnswers(await gather({ ...sources, ask: undefined }), asked);
  return sources.ask === undefined ? unattended : checkAnswers(await gather(sources), asked);
}

async function gather(sources: AnswerSources): Promise<Partial<Record<keyof Answers, unknown>>> {
  const raw: Partial<Record<keyof Answers, unknown>> = {};
  for (const question of QUESTIONS) {
    const { key } = question;
    const { dockerfile, builtFor } = sources;
    const known: Known = { answers: raw as Partial<Answers>, dockerfile, builtFor };
    const suggestion = suggestionFor(question, known, sources.directory);
    const value = sources.flags[key];
    if (value !== undefined) raw[key] = parsed(question, value);
    else if (suggestion === undefined || !isAsked(question, sources)) continue;
    else if (sources.ask === undefined || !comesUp(question, sources)) raw[key] = suggestion.value;
    else raw[key] = await asked(question, suggestion, sources.ask);
  }
  return raw;
}

/** Whether the template has a question; which template it is, is asked for all. */
function isAsked({ key }: Question, { questions }: AnswerSources): boolean {
  return key === "template" || questions.includes(key);
}

/** Whether a question has a prompt: the directory names the service, and a Dockerfile is the application. */
function comesUp(question: Question, sources: AnswerSources): boolean {
  const { key, ask } = question;
  if (ask === undefined || !isAsked(question, sources)) return false;
  if (key === "language" && sources.dockerfile !== undefined) return false;
  return key !== "name" || sources.directory === undefined;
}

function suggestionFor(
  { key, suggest }: Question,
  known: Known,
  directory: string | undefined,
): Suggestion | undefined {
  if (key === "name" && directory !== undefined) return { value: basename(directory) };
  return suggest?.(known);
}

async function asked(question: Question, suggestion: Suggestion, ask: Ask) {
  const origin =
    suggestion.source === undefined ? "" : ` (from ${suggestion.source} in the Dockerfile)`;
  const answer = await ask({
    message: `${question.ask ?? question.key}${origin}`,
    initial: String(suggestion.value),
    problem: (text) => answerProblem(question.key, parsed(question, text)),
  });
  return parsed(question, answer);
}

/** The number that a text stands for; a text that stands for none is left to the schema to refuse. */
function parsed({ whole }: Question, text: string): string | number {
  return whole === true && /^(?:0|[1-9]\d{0,9})$/.test(text) ? Number(text) : text;
}
