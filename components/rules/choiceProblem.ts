import type { Problem } from "./problem.js";

/** Why a value is none of a few; nothing when it is one of them, or is not given. */
export function choiceProblem(
  path: string,
  value: string | undefined,
  choices: readonly string[],
): Problem | undefined {
  if (value === undefined || choices.includes(value)) return undefined;
  const known = choices.map((choice) => JSON.stringify(choice)).join(" or ");
  return { path, reason: `'${path}' must be ${known}, got ${JSON.stringify(value)}` };
}
