import { Ajv } from "ajv";

import { fargateSizeProblem } from "../../components/taskDefinition/rules/fargateSize.js";
import { CliError } from "../cliError.js";
import { ANSWER_KEYS, answerRule, answerSchema, type Answers, answersSchema } from "./answers.js";
import { flagOf } from "./questions.js";
import { quotedValue } from "./quotedValue.js";
import { reservedNameProblem } from "./reservedNames.js";

/** Forms of secrets that are pasted by mistake: AWS keys, private keys, tokens of GitHub, Slack and Stripe, JWTs. */
const SECRET =
  /(?:AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN|\bgh[opsur]_\w{20}|github_pat_|\bxox[abp]-|\bsk_live_|\beyJ[\w-]{10,}\.|:\/\/[^\s/:]+:[^\s@]+@/;

const ajv = new Ajv();
ajv.addVocabulary(["rule", "example"]);

/**
 * Checks answers against the schema and the rules that a schema cannot say.
 *
 * @param asked What the template asks for. Default: all that there is.
 * @throws {CliError} naming the flag, the rule, the value received and a value that works.
 */
export function checkAnswers(
  raw: Readonly<Record<string, unknown>>,
  asked: readonly (keyof Answers)[] = ANSWER_KEYS,
): Answers {
  const validate = ajv.compile<Answers>(answersSchema(asked));
  if (!validate(raw)) throw new CliError(schemaProblem(raw, asked, validate.errors?.[0]));
  const problem =
    nameProblem(raw.name) ??
    secretProblem(raw.description) ??
    fargateSizeProblem(raw.cpu, raw.memory)?.reason;
  if (problem !== undefined) throw new CliError(problem);
  return { ...raw };
}

/** Why one answer alone is wrong, for a prompt to show; nothing when it is right. */
export function answerProblem(key: keyof Answers, value: unknown): string | undefined {
  if (!ajv.validate(answerSchema(key), value)) return `must be ${answerRule(key).rule}`;
  const reserved = key === "name" ? reservedNameProblem(String(value)) : undefined;
  return reserved === undefined ? undefined : `"${String(value)}" ${reserved}`;
}

interface SchemaError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

function schemaProblem(
  raw: Readonly<Record<string, unknown>>,
  asked: readonly (keyof Answers)[],
  error: SchemaError | undefined,
): string {
  if (error?.keyword === "additionalProperties") {
    return unaskedProblem(String(error.params.additionalProperty), asked);
  }
  const missing = error?.keyword === "required" ? error.params.missingProperty : undefined;
  const key = (missing ?? error?.instancePath.slice(1)) as keyof Answers;
  const { rule, example } = answerRule(key);
  return `'${flagOf(key)}' must be ${rule}, got ${quotedValue(raw[key])}; ${example} works`;
}

function unaskedProblem(given: string, asked: readonly (keyof Answers)[]): string {
  const known = ANSWER_KEYS.find((key) => key === given);
  if (known === undefined) {
    return `${quotedValue(given)} is no answer; the answers are ${asked.join(", ")}`;
  }
  const flags = asked.filter((key) => key !== "template").map(flagOf);
  return `'${flagOf(known)}' must be left out: the template asks for ${flags.join(", ")} alone`;
}

function nameProblem(name: string): string | undefined {
  const reserved = reservedNameProblem(name);
  if (reserved === undefined) return undefined;
  return `'--name' must be free for a service, got "${name}", which ${reserved}; ${name}-service works`;
}

function secretProblem(description: string): string | undefined {
  if (!SECRET.test(description)) return undefined;
  return `'--description' must hold no secret, got a text that looks like a key or a password; "Takes orders" works`;
}
