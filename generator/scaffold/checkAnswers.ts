import { createRequire } from "node:module";

import type * as AjvModule from "ajv";
import type { Ajv, ValidateFunction } from "ajv";

import { scheduleExpressionProblem } from "../../components/rules/scheduleExpression.js";
import { timeZoneProblem } from "../../components/rules/timeZone.js";
import { fargateSizeProblem } from "../../components/taskDefinition/rules/fargateSize.js";
import { CliError } from "../cliError.js";
import { ANSWER_KEYS, answerRule, answerSchema, type Answers, answersSchema } from "./answers.js";
import { builtValidator } from "./builtParts.js";
import { gpuSizeProblem } from "./modelServer.js";
import { flagOf } from "./questions.js";
import { quotedValue } from "./quotedValue.js";
import { routeProblem } from "./routeData.js";
import { reservedNameProblem } from "./reservedNames.js";

/** Forms of secrets that are pasted by mistake: AWS keys, private keys, tokens of GitHub, Slack and Stripe, JWTs. */
const SECRET =
  /(?:AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN|\bgh[opsur]_\w{20}|github_pat_|\bxox[abp]-|\bsk_live_|\beyJ[\w-]{10,}\.|:\/\/[^\s/:]+:[^\s@]+@/;

/** The schema of schemas says nothing of a schema that is ours, and takes long to load. */
export const ANSWERS_AJV = { validateSchema: false };

/** What a rule has beside the keywords of JSON Schema. */
export const ANSWERS_VOCABULARY = ["rule", "example"];

let loaded: Ajv | undefined;

/** Loaded where an answer is checked alone, or a template asks what none of this package does. */
function loadedAjv(): Ajv {
  if (loaded !== undefined) return loaded;
  const module = createRequire(__filename)("ajv") as typeof AjvModule;
  loaded = new module.Ajv(ANSWERS_AJV);
  loaded.addVocabulary(ANSWERS_VOCABULARY);
  return loaded;
}

/**
 * Checks answers against the schema and the rules that a schema cannot say.
 *
 * @param asked What the template asks for, and which it is.
 * @throws {CliError} naming the flag, the rule, the value received and a value that works.
 */
export function checkAnswers(
  raw: Readonly<Record<string, unknown>>,
  asked: readonly (keyof Answers)[],
): Answers {
  const validate = validatorOf(asked);
  if (!validate(raw)) throw new CliError(schemaProblem(raw, asked, validate.errors?.[0]));
  const problem =
    nameProblem(raw.name) ??
    secretProblem(raw.description) ??
    repositoryProblem(raw) ??
    domainProblem(raw, asked) ??
    routeProblem(raw) ??
    scheduleProblem(raw) ??
    sizeProblem(raw);
  if (problem !== undefined) throw new CliError(problem);
  return { ...raw };
}

const VALIDATORS = new Map<string, ValidateFunction<Answers>>();

/** What a template asks for is compiled once: to compile it takes much longer than to check answers. */
function validatorOf(asked: readonly (keyof Answers)[]): ValidateFunction<Answers> {
  const key = asked.join(" ");
  const known = VALIDATORS.get(key);
  if (known !== undefined) return known;
  const schema = answersSchema(asked);
  const validate = builtValidator(schema) ?? loadedAjv().compile<Answers>(schema);
  VALIDATORS.set(key, validate);
  return validate;
}

/** Why one answer alone is wrong, for a prompt to show; nothing when it is right. */
export function answerProblem(key: keyof Answers, value: unknown): string | undefined {
  if (!loadedAjv().validate(answerSchema(key), value)) return `must be ${answerRule(key).rule}`;
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

/** What GitHub takes as owner and name; GitLab has groups in groups. */
const GITHUB_REPOSITORY = /^[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}\/[A-Za-z0-9._-]+$/;

function repositoryProblem({ repository, delivery }: Answers): string | undefined {
  if (repository === undefined || delivery === "gitlab") return undefined;
  if (GITHUB_REPOSITORY.test(repository)) return undefined;
  return `'--repository' must be a GitHub repository as owner/name, got ${quotedValue(repository)}; acme/orders works`;
}

/** A certificate for a domain is proved by records in its zone. */
function domainProblem(
  { domain, host, zoneId }: Answers,
  asked: readonly (keyof Answers)[],
): string | undefined {
  if (asked.includes("host")) {
    return zoneId === undefined || host !== undefined
      ? undefined
      : `'--host' must be given with '--zone-id', got none; orders.example.com works`;
  }
  if ((domain === undefined) === (zoneId === undefined)) return undefined;
  return domain === undefined
    ? `'--domain' must be given with '--zone-id', got none; api.example.com works`
    : `'--zone-id' must be given with '--domain', got none; Z0123456789ABCDEFGHIJ works`;
}

function scheduleProblem({ schedule, timeZone }: Answers): string | undefined {
  const problem =
    schedule === undefined ? undefined : scheduleExpressionProblem(schedule, "--schedule");
  return problem?.reason ?? timeZoneProblem(timeZone, "--time-zone")?.reason;
}

function sizeProblem(answers: Answers): string | undefined {
  const { cpu, memory, gpuCapacity } = answers;
  if (gpuCapacity !== undefined) return gpuSizeProblem(answers);
  if (cpu === undefined || memory === undefined) return undefined;
  return fargateSizeProblem(cpu, memory)?.reason;
}

function secretProblem(description: string): string | undefined {
  if (!SECRET.test(description)) return undefined;
  return `'--description' must hold no secret, got a text that looks like a key or a password; "Takes orders" works`;
}
