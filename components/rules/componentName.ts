import type { Problem } from "./problem.js";
import { shownValue } from "./shownValue.js";

/** Longest logical name of a component: a DNS label, so that it can name hosts and discovery entries as it stands. */
const LONGEST = 63;

/**
 * Why a component cannot have this logical name; nothing when it can. Names start with a letter and hold letters,
 * digits and single hyphens.
 */
export function componentNameProblem(name: unknown): Problem | undefined {
  if (typeof name !== "string") {
    const reason = `'name' must be a text that is known as the program runs, got ${shownValue(name)}; "orders" works`;
    return { path: "name", reason };
  }
  if (name.length > LONGEST) {
    const reason = `'name' must have at most ${LONGEST} characters, got ${name.length} ("${name.slice(0, 20)}…"); "${name.slice(0, 20).replace(/-+$/, "")}" works`;
    return { path: "name", reason };
  }
  if (/^[A-Za-z](?:[A-Za-z0-9]|-(?=[A-Za-z0-9]))*$/.test(name)) return undefined;
  const reason = `'name' must start with a letter and hold letters, digits and single hyphens, got ${JSON.stringify(name)}; "orders" works`;
  return { path: "name", reason };
}
