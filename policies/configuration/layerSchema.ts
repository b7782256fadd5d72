import type { PropertySchema } from "./ruleSchema.js";
import { EXEMPTION_SCHEMA, propertySchemas } from "./ruleSchema.js";
import { LEVELS, LEVELS_WITH_REMEDIATE, PROFILES } from "./level.js";
import { EXEMPTIONS_POLICY } from "./exemptionTrace.js";
import type { Rule } from "../rule.js";
import { UNDETERMINED_POLICY } from "../undetermined.js";

/** Keys of a configuration that are no policy's name. */
export const OWN_KEYS: readonly string[] = [
  "$schema",
  "extends",
  "profile",
  "all",
  "exempt",
  "environments",
];

/** Keys that only the whole configuration has, and none of its environments. */
export const TOP_KEYS: readonly string[] = ["$schema", "extends", "environments"];

/** Policies of the pack that are no rules: they have a level, and nothing else. */
export const REPORTS: readonly string[] = [UNDETERMINED_POLICY, EXEMPTIONS_POLICY];

const LEVEL: PropertySchema = { enum: LEVELS };

const LEVEL_OR_REMEDIATE: PropertySchema = {
  description:
    "remediate: the policy sets right by itself what it can, and what is left stops the update.",
  enum: LEVELS_WITH_REMEDIATE,
};

/** An exemption from several policies at once. */
export const SHARED_EXEMPTION_SCHEMA = {
  ...EXEMPTION_SCHEMA,
  properties: {
    policies: {
      type: "array",
      minItems: 1,
      items: { type: "string", minLength: 1 },
      description:
        "Names of policies, or ids that other catalogues have for them, such as ECS.2 or CKV_AWS_333; * is all of them.",
    },
    ...EXEMPTION_SCHEMA.properties,
  },
  required: ["policies"],
} satisfies PropertySchema;

/** The JSON schema of `slipway.policies.yaml`. */
export function configurationSchema(rules: readonly Rule[]): object {
  const policies = rules.map((rule) => [rule.name, policySchema(rule)] as const);
  const layer = {
    profile: { description: "What to start from.", enum: PROFILES, default: "baseline" },
    all: {
      description: "Level of every policy that has none of its own.",
      ...refTo("levelAlone"),
    },
    exempt: { type: "array", items: refTo("sharedExemption") },
    ...Object.fromEntries(REPORTS.map((name) => [name, refTo("levelAlone")])),
    ...Object.fromEntries(policies.map(([name]) => [name, refTo(name)])),
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "slipway/schemas/policies.json",
    title: "Slipway's policies",
    description: "Levels, parameters and exemptions of Slipway's policies: slipway.policies.yaml.",
    type: "object",
    properties: {
      $schema: { type: "string" },
      extends: {
        description:
          "Files that this one stands over: paths from its folder, or files of packages.",
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      },
      ...layer,
      environments: {
        description:
          "What holds for stacks by name, or by a pattern in which * stands for any characters.",
        type: "object",
        additionalProperties: { type: "object", properties: layer, additionalProperties: false },
      },
    },
    additionalProperties: false,
    definitions: {
      level: LEVEL,
      levelOrRemediate: LEVEL_OR_REMEDIATE,
      levelAlone: { anyOf: [refTo("level"), objectOf({ enforcementLevel: refTo("level") })] },
      exemptions: { type: "array", items: EXEMPTION_SCHEMA },
      sharedExemption: SHARED_EXEMPTION_SCHEMA,
      ...Object.fromEntries(policies),
    },
  };
}

function policySchema(rule: Rule): PropertySchema {
  const level = refTo(rule.remediates === undefined ? "level" : "levelOrRemediate");
  const properties = {
    enforcementLevel: level,
    ...propertySchemas(rule),
    exempt: refTo("exemptions"),
  };
  return { description: rule.description, anyOf: [level, objectOf(properties)] };
}

function objectOf(properties: PropertySchema): PropertySchema {
  return { type: "object", properties, additionalProperties: false };
}

function refTo(definition: string): PropertySchema {
  return { $ref: `#/definitions/${definition}` };
}
