import { createRequire } from "node:module";

import type * as AjvPackage from "ajv";

import type { Exemption } from "./exemption.js";
import { legalNames } from "../../components/rules/nearestName.js";
import type { EnforcementLevel, Rule } from "../rule.js";
import { defaultParameters, propertySchemas, workingValue } from "./ruleSchema.js";
import { UNDETERMINED_POLICY } from "../undetermined.js";

/** What a configuration says about one policy: its level, its parameters and its exemptions. */
export interface RuleConfiguration {
  enforcementLevel?: EnforcementLevel;
  exempt?: Exemption[];
  [parameter: string]: unknown;
}

/**
 * The policies' configuration, in the form that `pulumi preview --policy-pack-config` takes: the name of a policy, or
 * `all`, to its level or its configuration.
 */
export type PolicyConfiguration = Record<string, EnforcementLevel | RuleConfiguration>;

/** A rule's configuration with everything filled in. */
export interface RuleSettings {
  enforcementLevel: EnforcementLevel;
  parameters: object;
  exempt: readonly Exemption[];
}

/** A configuration that says what no policy understands. */
export class PolicyConfigurationError extends Error {
  constructor(message: string) {
    super(`policy configuration: ${message}`);
    this.name = "PolicyConfigurationError";
  }
}

/** Of no rule: the level of all policies, and what Pulumi itself reads (environments of Pulumi ESC). */
const SHARED_KEYS = ["all", "environments"];

const LEVELS: readonly unknown[] = [
  "advisory",
  "mandatory",
  "disabled",
] satisfies EnforcementLevel[];

const require_ = createRequire(__filename);

/**
 * Settings of each rule by its name, and the level of the report on undetermined checks.
 *
 * @throws {PolicyConfigurationError} if the configuration names an unknown policy or parameter, or a value of the wrong
 * kind.
 */
export function readConfiguration(
  rules: readonly Rule[],
  configuration: unknown = {},
): { settings: Map<string, RuleSettings>; undetermined: EnforcementLevel } {
  if (!isMap(configuration)) {
    throw new PolicyConfigurationError(`it must be a map of policies, got ${shown(configuration)}`);
  }
  const names = [...rules.map(({ name }) => name), UNDETERMINED_POLICY];
  for (const name of Object.keys(configuration)) {
    if (names.includes(name) || SHARED_KEYS.includes(name)) continue;
    throw new PolicyConfigurationError(`there is no policy '${name}'; ${legalNames(name, names)}`);
  }
  const all = levelOf("all", configuration.all);
  const settings = rules.map((rule) => {
    const given = configuration[rule.name];
    const own = typeof given === "string" ? { enforcementLevel: given } : given;
    return [rule.name, readSettings(rule, own, all)] as const;
  });
  const undetermined = levelOf(UNDETERMINED_POLICY, configuration[UNDETERMINED_POLICY]) ?? all;
  return { settings: new Map(settings), undetermined: undetermined ?? "advisory" };
}

/**
 * Settings of one rule.
 *
 * @param given What the configuration says about the rule, a map.
 * @param all Level of all policies, where the configuration has one.
 * @throws {PolicyConfigurationError} if it names an unknown parameter or a value of the wrong kind.
 */
export function readSettings(rule: Rule, given: unknown, all?: EnforcementLevel): RuleSettings {
  const defaults = {
    enforcementLevel: all ?? rule.enforcementLevel,
    parameters: defaultParameters(rule),
    exempt: [],
  };
  if (given === undefined) return defaults;
  const known = checked(rule, given);
  const { enforcementLevel = defaults.enforcementLevel, exempt = [], ...parameters } = known;
  return { enforcementLevel, parameters: { ...defaults.parameters, ...parameters }, exempt };
}

function levelOf(policy: string, given: unknown): EnforcementLevel | undefined {
  const level = isMap(given) ? given.enforcementLevel : given;
  if (level === undefined || isLevel(level)) return level;
  throw levelError(policy, level);
}

function isLevel(level: unknown): level is EnforcementLevel {
  return LEVELS.includes(level);
}

function levelError(policy: string, level: unknown): PolicyConfigurationError {
  return new PolicyConfigurationError(
    `'enforcementLevel' of '${policy}' must be "advisory", "mandatory" or "disabled", got ${shown(level)}; "mandatory" works`,
  );
}

/** Loads the validator only here: most previews have no configuration, and count their milliseconds. */
function checked(rule: Rule, given: unknown): RuleConfiguration {
  if (!isMap(given)) {
    throw new PolicyConfigurationError(
      `'${rule.name}' must be a level or a map, got ${shown(given)}; "mandatory" works`,
    );
  }
  if (given.enforcementLevel !== undefined) levelOf(rule.name, given);
  const { Ajv } = require_("ajv") as typeof AjvPackage;
  const ajv = new Ajv({ verbose: true, formats: { date: isDate, regex: isPattern } });
  const isValid = ajv.compile<RuleConfiguration>({
    type: "object",
    properties: { enforcementLevel: {}, ...propertySchemas(rule) },
    additionalProperties: false,
  });
  if (!isValid(given)) throw schemaError(rule, isValid.errors?.[0]);
  for (const [i, { name, urn }] of (given.exempt ?? []).entries()) {
    if (name !== undefined || urn !== undefined) continue;
    throw new PolicyConfigurationError(
      `'exempt[${i}]' of '${rule.name}' must have 'name' or 'urn', got neither; "name": "orders" works`,
    );
  }
  return given;
}

/** Values of an exemption that work. */
const EXEMPTION = {
  name: "orders",
  urn: "*::orders",
  reason: "moves in May",
  expires: "2027-06-30",
};

function schemaError(
  rule: Rule,
  error: AjvPackage.ErrorObject | undefined,
): PolicyConfigurationError {
  const path = (error?.instancePath ?? "").slice(1).split("/");
  const shownPath = path.join(".").replace(/\.(\d+)/g, "[$1]");
  if (error?.keyword === "additionalProperties") {
    const wrong = String(error.params.additionalProperty);
    const known =
      path[0] === "exempt" ? EXEMPTION : { enforcementLevel: "", ...propertySchemas(rule) };
    const where = shownPath === "" ? `'${rule.name}'` : `'${shownPath}' of '${rule.name}'`;
    const names = Object.keys(known).map((name) => `'${name}'`);
    return new PolicyConfigurationError(`${where} has no '${wrong}'; it has ${names.join(", ")}`);
  }
  const example =
    path[0] === "exempt"
      ? (Object.entries(EXEMPTION).find(([key]) => key === path.at(-1))?.[1] ?? [EXEMPTION])
      : workingValue(rule, path[0] ?? "");
  return new PolicyConfigurationError(
    `'${shownPath}' of '${rule.name}' ${error?.message ?? "is wrong"}, got ${shown(error?.data)}; ${shown(example)} works`,
  );
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "i").source !== "";
  } catch {
    return false;
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
