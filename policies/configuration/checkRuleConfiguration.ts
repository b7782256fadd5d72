import { createRequire } from "node:module";

import type * as AjvPackage from "ajv";

import type { ConfigurationPath } from "./configurationError.js";
import { isMap } from "../resource/secretSignature.js";
import { PolicyConfigurationError, shown } from "./configurationError.js";
import { EXEMPTION_SCHEMA, propertySchemas, workingValue } from "./ruleSchema.js";
import type { RuleConfiguration } from "./layer.js";
import { levelOf } from "./level.js";
import type { Rule } from "../rule.js";

const require_ = createRequire(__filename);

/** Validators by rule: the policy host asks for each rule often. */
const validators = new WeakMap<Rule, AjvPackage.ValidateFunction<RuleConfiguration>>();

/**
 * What a configuration says about a rule, checked.
 *
 * @param at Where it stands.
 * @throws {PolicyConfigurationError} if it names an unknown parameter or a value of the wrong kind.
 */
export function checkRuleConfiguration(
  rule: Rule,
  given: unknown,
  at: ConfigurationPath,
): RuleConfiguration {
  if (!isMap(given)) {
    throw new PolicyConfigurationError(
      `'${rule.name}' must be a level or a map, got ${shown(given)}; "mandatory" works`,
      at,
    );
  }
  if (given.enforcementLevel !== undefined) {
    levelOf(rule.name, given, at, rule.remediates !== undefined);
  }
  const isValid = validators.get(rule) ?? compiled(rule);
  validators.set(rule, isValid);
  if (!isValid(given)) throw schemaError(rule, isValid.errors?.[0], at);
  for (const [i, exemption] of (given.exempt ?? []).entries()) {
    checkExempted(`'exempt[${i}]' of '${rule.name}'`, exemption, [...at, "exempt", i]);
  }
  return given;
}

/**
 * Checks that an exemption says what it is of.
 *
 * @throws {PolicyConfigurationError} if it does not.
 */
export function checkExempted(
  which: string,
  { name, urn }: { name?: unknown; urn?: unknown },
  at: ConfigurationPath,
): void {
  if (name !== undefined || urn !== undefined) return;
  throw new PolicyConfigurationError(
    `${which} must have 'name' or 'urn', got neither; "name": "orders" works`,
    at,
  );
}

/** Loads the validator only here: most previews have no configuration, and count their milliseconds. */
function compiled(rule: Rule): AjvPackage.ValidateFunction<RuleConfiguration> {
  return validatorOf<RuleConfiguration>({
    type: "object",
    properties: { enforcementLevel: {}, ...propertySchemas(rule) },
    additionalProperties: false,
  });
}

/** A validator of a JSON schema that knows dates and regular expressions. */
export function validatorOf<T>(schema: object): AjvPackage.ValidateFunction<T> {
  const { Ajv } = require_("ajv") as typeof AjvPackage;
  // The schema of schemas says nothing of one that is ours.
  const options = { verbose: true, validateSchema: false };
  const formats = { date: isDate, regex: isPattern };
  return new Ajv({ ...options, formats }).compile<T>(schema);
}

/** Values of an exemption that work. */
export const WORKING_EXEMPTION = {
  name: "orders",
  urn: "*::orders",
  reason: "moves in May",
  expires: "2027-06-30",
};

function schemaError(
  rule: Rule,
  error: AjvPackage.ErrorObject | undefined,
  at: ConfigurationPath,
): PolicyConfigurationError {
  const { path, shownPath } = pathOf(error);
  const where = [...at, ...path];
  if (error?.keyword === "additionalProperties") {
    const wrong = String(error.params.additionalProperty);
    const known =
      path[0] === "exempt"
        ? EXEMPTION_SCHEMA.properties
        : { enforcementLevel: "", ...propertySchemas(rule) };
    const owner = shownPath === "" ? `'${rule.name}'` : `'${shownPath}' of '${rule.name}'`;
    const names = Object.keys(known).map((name) => `'${name}'`);
    return new PolicyConfigurationError(`${owner} has no '${wrong}'; it has ${names.join(", ")}`, [
      ...where,
      wrong,
    ]);
  }
  const example =
    path[0] === "exempt"
      ? (Object.entries(WORKING_EXEMPTION).find(([key]) => key === path.at(-1))?.[1] ?? [
          WORKING_EXEMPTION,
        ])
      : workingValue(rule, String(path[0] ?? ""));
  return new PolicyConfigurationError(
    `'${shownPath}' of '${rule.name}' ${error?.message ?? "is wrong"}, got ${shown(error?.data)}; ${shown(example)} works`,
    where,
  );
}

/** Where a validator found an error, as keys and as messages show it: `exempt[0].expires`. */
export function pathOf(error: AjvPackage.ErrorObject | undefined): {
  path: (string | number)[];
  shownPath: string;
} {
  const keys = (error?.instancePath ?? "").split("/").slice(1);
  const path = keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  return { path, shownPath: keys.join(".").replace(/\.(\d+)/g, "[$1]") };
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
