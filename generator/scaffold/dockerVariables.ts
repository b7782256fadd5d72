/** Gives a variable's value; nothing when it has none that is known. */
export type Lookup = (name: string) => string | undefined;

/** Longer values are taken as unknown: variables made of variables grow without end. */
const LONGEST = 4096;

const VARIABLE = /\\\$|\$(?:(\w+)|\{(\w+)(?::([-+?])([^}]*))?\})/g;

/**
 * Replaces the variables in an argument of a Dockerfile: `$x`, `${x}`, `${x:-default}` and `${x:+alternative}`.
 *
 * @returns Nothing when a variable has no known value, or the result is longer than 4096 characters.
 * @see https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expandVariables(text: string, lookup: Lookup): string | undefined {
  let length = text.length;
  let known = length <= LONGEST;
  const expanded = text.replace(
    VARIABLE,
    (match, plain?: string, braced?: string, operator?: string, operand?: string) => {
      if (match === "\\$") return "$";
      const value = valueOf(lookup(plain ?? braced ?? ""), operator, operand ?? "");
      length += value?.length ?? 0;
      if (value === undefined || length > LONGEST) known = false;
      return known ? (value ?? "") : "";
    },
  );
  return known ? expanded : undefined;
}

function valueOf(value: string | undefined, operator: string | undefined, operand: string) {
  if (operator === "+") return value ? operand : "";
  return operator === "-" && !value ? operand : value;
}
