import { inspect } from "node:util";

import type { ErrorObject } from "ajv";

/** Of all that a JSON schema has against a value, what says most: where one of several schemas must match, the deepest place. */
export function tellingError(errors: readonly ErrorObject[] = []): ErrorObject | undefined {
  return [...errors].sort((a, b) => weight(b) - weight(a))[0];
}

/** What says more of the same place: a key that must not be there, then a value of the right type that is wrong. */
const KEYWORD_WEIGHTS: Readonly<Record<string, number>> = {
  additionalProperties: 3,
  ...{ type: 1, anyOf: 0, oneOf: 0 },
};

function weight({ instancePath, keyword }: ErrorObject): number {
  const depth = instancePath.split("/").length;
  return 4 * depth + (KEYWORD_WEIGHTS[keyword] ?? 2);
}

/** What a JSON schema has against a value, as `'config.size.type' must be string, got 3`. */
export function schemaProblem(error: ErrorObject | undefined): string {
  if (error === undefined) return "it is not";
  const path = error.instancePath.slice(1).replaceAll("/", ".").replaceAll("~1", "/");
  const at = path === "" ? "it" : `'${path}'`;
  const { additionalProperty, allowedValues, allowedValue } = error.params as Record<
    string,
    string | string[] | undefined
  >;
  if (additionalProperty !== undefined)
    return `${at} must not have '${additionalProperty.toString()}'`;
  if (error.propertyName !== undefined)
    return `${at} has the key '${error.propertyName}', which ${error.message ?? ""}`;
  const values = Array.isArray(allowedValues) ? `: ${allowedValues.join(", ")}` : "";
  const value = allowedValue === undefined ? "" : `: ${allowedValue.toString()}`;
  return `${at} ${error.message ?? "is wrong"}${values}${value}, got ${shown(error.data)}`;
}

function shown(value: unknown): string {
  const text =
    typeof value === "string" ? JSON.stringify(value) : inspect(value, { breakLength: Infinity });
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
