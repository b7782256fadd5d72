import { createRequire } from "node:module";

import type * as AjvModule from "ajv";

import { CliError } from "../cliError.js";
import { ANSWER_KEYS } from "./answers.js";
import type { Ask } from "./ask.js";
import { quotedValue } from "./quotedValue.js";

/** A question that a template has of its own, as its `template.json` says it. */
export interface OwnQuestion {
  /** What its answer is called: `--set <key>=<value>`, and `own.<key>` in the template. */
  key: string;
  type: "string" | "integer";
  /** What the prompt asks. */
  ask: string;
  /** The rule in words, for the message of a refusal. */
  rule: string;
  /** A value that works. */
  example: string | number;
  /** What Enter and `--yes` answer; without it the question has to be answered. */
  default?: string | number;
  /** The only values that there are. */
  choices?: string[];
  /** A regular expression of JSON Schema for the whole text. */
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/** Answers to them, by key. */
export type OwnAnswers = Readonly<Record<string, string | number>>;

const SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["key", "type", "ask", "rule", "example"],
  properties: {
    key: { type: "string", pattern: "^[a-z][A-Za-z0-9]{0,39}$" },
    type: { enum: ["string", "integer"] },
    ask: { type: "string", minLength: 1, maxLength: 200 },
    rule: { type: "string", minLength: 1, maxLength: 200 },
    example: { type: ["string", "integer"] },
    default: { type: ["string", "integer"] },
    choices: { type: "array", minItems: 1, items: { type: "string" }, uniqueItems: true },
    pattern: { type: "string", maxLength: 500 },
    minimum: { type: "integer" },
    maximum: { type: "integer" },
  },
};

/** What no answer holds, whatever its pattern says: it ends a line, hides text, or starts markup, code or an expression. */
const PLAIN_TEXT = "^[^\\p{C}\\p{Zl}\\p{Zp}<>`{}\\\\]{0,200}$";

/** Loaded where a template has questions of its own, as none of ours has. */
function loadAjv(): typeof AjvModule {
  return createRequire(__filename)("ajv") as typeof AjvModule;
}

/**
 * Reads the questions of a template's own.
 *
 * @param file The `template.json` that they are from, for messages.
 * @throws {CliError} if one is not as a question is, is a key of ours, or refuses its own example or default.
 */
export function readOwnQuestions(file: string, given: readonly unknown[]): OwnQuestion[] {
  if (given.length === 0) return [];
  const { Ajv } = loadAjv();
  // The schema of schemas says nothing of one that is ours.
  const ajv = new Ajv({ allowUnionTypes: true, validateSchema: false });
  const validate = ajv.compile<OwnQuestion>(SCHEMA);
  const keys = new Set<string>(ANSWER_KEYS);
  return given.map((question) => {
    if (!validate(question)) {
      const [error] = validate.errors ?? [];
      throw new CliError(
        `${file} has a question that is none: ${quotedValue(question)}${error?.instancePath ?? ""} ${error?.message ?? ""}`,
      );
    }
    const { key } = question;
    if (keys.has(key)) {
      throw new CliError(`${file} asks for ${quotedValue(key)} twice, or gives it another meaning`);
    }
    keys.add(key);
    for (const value of [question.example, question.default]) {
      const problem = value === undefined ? undefined : ownAnswerProblem(question, value, file);
      if (problem === undefined) continue;
      throw new CliError(
        `${file}: ${quotedValue(key)} ${problem}, got ${quotedValue(value)} itself`,
      );
    }
    return question;
  });
}

/** Why an answer is refused; nothing when it is taken. */
function ownAnswerProblem(question: OwnQuestion, value: unknown, file: string): string | undefined {
  const { type, pattern, choices, minimum, maximum } = question;
  const schema = {
    type,
    allOf: [
      ...(type === "string" ? [{ pattern: PLAIN_TEXT }] : []),
      ...(pattern === undefined ? [] : [{ pattern: `^(?:${pattern})$` }]),
      ...(choices === undefined ? [] : [{ enum: choices }]),
      ...(minimum === undefined ? [] : [{ minimum }]),
      ...(maximum === undefined ? [] : [{ maximum }]),
    ],
  };
  const { Ajv } = loadAjv();
  try {
    return new Ajv({ strict: false }).validate(schema, value)
      ? undefined
      : `must be ${question.rule}`;
  } catch (error) {
    throw new CliError(
      `${file}: ${quotedValue(question.key)} has a pattern that is none: ${quotedValue((error as Error).message)}`,
    );
  }
}

/**
 * Collects the answers to the questions of a template's own: those that are given, then by asking, then the defaults.
 *
 * @param given Answers as text, by key.
 * @param ask Asks what is not given; nothing when the defaults shall be taken.
 * @throws {CliError} if one is wrong, is missing, or answers no question.
 */
export async function collectOwnAnswers(
  questions: readonly OwnQuestion[],
  given: Readonly<Record<string, string>>,
  ask: Ask | undefined,
): Promise<OwnAnswers> {
  refuseGiven(questions, given);
  const answers: Record<string, string | number> = {};
  for (const question of questions) {
    const { key } = question;
    const text = given[key] ?? (ask ? await asked(question, ask) : undefined);
    const value = text === undefined ? question.default : parsed(question, text);
    if (value === undefined) {
      throw new CliError(
        `'--set ${key}' must be given: the template asks for it and has no default; --set ${key}=${question.example} works`,
      );
    }
    answers[key] = value;
  }
  return answers;
}

function refuseGiven(
  questions: readonly OwnQuestion[],
  given: Readonly<Record<string, string>>,
): void {
  for (const [key, text] of Object.entries(given)) {
    const question = questions.find((each) => each.key === key);
    if (question === undefined) {
      const keys = questions.map((each) => each.key).join(", ") || "none of its own";
      throw new CliError(
        `'--set' must answer a question of the template (${keys}), got ${quotedValue(key)}`,
      );
    }
    const problem = ownAnswerProblem(question, parsed(question, text), "template.json");
    if (problem === undefined) continue;
    throw new CliError(
      `'--set ${key}' ${problem}, got ${quotedValue(text)}; ${question.example} works`,
    );
  }
}

async function asked(question: OwnQuestion, ask: Ask): Promise<string> {
  const choices = question.choices === undefined ? "" : ` (${question.choices.join(", ")})`;
  return ask({
    message: `${question.ask}${choices}`,
    initial: String(question.default ?? ""),
    problem: (text) => ownAnswerProblem(question, parsed(question, text), "template.json"),
  });
}

/** The number that a text stands for; a text that stands for none is left to the rule to refuse. */
function parsed({ type }: OwnQuestion, text: string): string | number {
  return type === "integer" && /^(?:0|-?[1-9]\d{0,9})$/.test(text) ? Number(text) : text;
}
