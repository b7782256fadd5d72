import type { Rule } from "../rule.js";

/** A property of a JSON schema. */
export type PropertySchema = Readonly<Record<string, unknown>>;

/** An exemption. */
export const EXEMPTION_SCHEMA = {
  type: "object",
  properties: {
    name: { type: "string", description: "Logical name; * stands for any characters." },
    urn: { type: "string", description: "URN; * stands for any characters." },
    reason: { type: "string", description: "Why." },
    expires: { type: "string", format: "date", description: "Last day, such as 2027-06-30." },
  },
  additionalProperties: false,
} satisfies PropertySchema;

const EXEMPT: PropertySchema = {
  type: "array",
  description: "Resources that the policy lets be, each for a reason and up to a date.",
  default: [],
  items: EXEMPTION_SCHEMA,
};

/** JSON schemas of what a configuration may say about a rule, apart from its level. */
export function propertySchemas(rule: Rule): Record<string, PropertySchema> {
  const parameters = Object.entries(parameterSchemas(rule)).map(([name, schema]) => {
    // The example is for our own error messages, and no word of JSON schema.
    const standard = Object.entries(schema).filter(([keyword]) => keyword !== "example");
    return [name, Object.fromEntries(standard)] as const;
  });
  return { ...Object.fromEntries(parameters), exempt: EXEMPT };
}

/** A rule's parameters where the configuration says nothing. */
export function defaultParameters(rule: Rule): Record<string, unknown> {
  const schemas = Object.entries(parameterSchemas(rule));
  return Object.fromEntries(schemas.map(([name, schema]) => [name, schema.default]));
}

/** A value that a parameter takes; nothing for what is no parameter. */
export function workingValue(rule: Rule, parameter: string): unknown {
  const schema = parameterSchemas(rule)[parameter];
  return schema?.example ?? schema?.default;
}

function parameterSchemas(rule: Rule): Readonly<Record<string, PropertySchema>> {
  return rule.parameters as Readonly<Record<string, PropertySchema>>;
}
