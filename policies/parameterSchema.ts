import type { ParameterSchema } from "./rule.js";

/** Bounds of a number, with the one that holds where none is given. */
type NumberTerms = Pick<ParameterSchema<number>, "minimum" | "maximum" | "default" | "example">;

/** A parameter that is true or false. */
export function flag(description: string, standard: boolean): ParameterSchema<boolean> {
  return { type: "boolean", description, default: standard };
}

/** A parameter that is a list of texts, none of them empty. An empty default wants an example for error messages. */
export function texts(
  description: string,
  standard: string[],
  example?: string[],
): ParameterSchema<string[]> {
  const items = { type: "string", minLength: 1 } as const;
  return { type: "array", items, description, default: standard, ...(example && { example }) };
}

/** A parameter that is a whole number. */
export function wholeNumber(
  description: string,
  { default: standard, example, ...bounds }: NumberTerms,
): ParameterSchema<number> {
  const shown = example === undefined ? {} : { example };
  return { type: "integer", ...bounds, description, default: standard, ...shown };
}
