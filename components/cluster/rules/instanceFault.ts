import { componentNameProblem } from "../../rules/componentName.js";
import type { Problem } from "../../rules/problem.js";

/** A rule that one item of a list breaks: the field, and what is wrong with it. */
export interface Fault {
  field: string;
  reason: string;
}

const FARGATE_PROVIDERS = ["FARGATE", "FARGATE_SPOT"];

/**
 * The first fault of a list's items, as a problem of the argument that holds them.
 *
 * @param faultOf The fault of one item; it gets the names of the items before it too.
 */
export function listProblem<T extends { name: string }>(
  items: readonly T[],
  argument: string,
  faultOf: (item: T, before: string[]) => Fault | undefined,
): Problem | undefined {
  for (const [i, item] of items.entries()) {
    const before = items.slice(0, i).map(({ name }) => name);
    const fault = faultOf(item, before);
    if (fault) {
      return { path: `${argument}[${i}].${fault.field}`, reason: `'${argument}': ${fault.reason}` };
    }
  }
  return undefined;
}

/** What is wrong with the name of capacity that strategies name. */
export function nameFault(name: string, before: readonly string[]): Fault | undefined {
  const reason = componentNameProblem(name);
  if (reason !== undefined) return { field: "name", reason };
  if (before.includes(name)) {
    return { field: "name", reason: `each group has a 'name' of its own, got "${name}" twice` };
  }
  if (FARGATE_PROVIDERS.includes(name.toUpperCase())) {
    return {
      field: "name",
      reason: `'name' must not be a Fargate provider's, got "${name}"; "workers" works`,
    };
  }
  return undefined;
}

/** What is wrong with a value that must be one of a few. */
export function choiceFault(
  field: string,
  value: string | undefined,
  choices: readonly string[],
): Fault | undefined {
  if (value === undefined || choices.includes(value)) return undefined;
  const known = choices.map((choice) => JSON.stringify(choice)).join(" or ");
  return { field, reason: `'${field}' must be ${known}, got ${JSON.stringify(value)}` };
}

/** What is wrong with a number that must be whole and within bounds. */
export function numberFault(
  field: string,
  value: number,
  least: number,
  most: number,
): Fault | undefined {
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  const reason = `'${field}' must be a whole number from ${least} to ${most}, got ${value}; ${least} works`;
  return { field, reason };
}
