/** Gives a variable's value; nothing when it has none that is known. */
export type Lookup = (name: string) => string | undefined;

const VARIABLE = /\\\$|\$(?:(\w+)|\{(\w+)(?::([-+?])([^}]*))?\})/g;

/**
 * Replaces the variables in an argument of a Dockerfile: `$x`, `${x}`, `${x:-default}` and `${x:+alternative}`.
 *
 * @returns Nothing when a variable has no known value.
 * @see https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expandVariables(text: string, lookup: Lookup): string | undefined {
  let known = true;
  const expanded = text.replace(
    VARIABLE,
    (match, plain?: string, braced?: string, operator?: string, operand = "") => {
      if (match === "\\$") return "$";
      const value = lookup(plain ?? braced ?? "");
      if (operator === "+") return value ? operand : "";
      if (value !== undefined && (value !== "" || operator !== "-")) return value;
      if (operator === "-") return operand;
      known = false;
      return "";
    },
  );
  return known ? expanded : undefined;
}
