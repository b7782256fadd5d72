import { CliError } from "../../cliError.js";
import { changedStacks } from "./changedStacks.js";
import type { Fleet, FleetStack } from "./fleetStack.js";
import { matchesPattern } from "./selector.js";

/** Which stacks of a fleet are meant: those that all of it holds for. */
export interface StackSelection {
  /** Tags that they have, all of them. */
  tags?: Readonly<Record<string, string>> | undefined;
  /** Environments, one of which they are in. */
  environments?: readonly string[] | undefined;
  /** Ids or names of stacks, in which `*` stands for any text. */
  stacks?: readonly string[] | undefined;
  /** A ref of git since which their files have changed. */
  changedSince?: string | undefined;
  /** Ends what git does. */
  signal?: AbortSignal | undefined;
}

/**
 * The stacks of a fleet that are meant, in its order. That nothing has changed is no error.
 *
 * @throws {CliError} if a tag, an environment or a name is none of the fleet's, or git does not know the ref.
 */
export async function selectStacks(
  fleet: Fleet,
  selection: StackSelection = {},
): Promise<FleetStack[]> {
  const { tags = {}, environments = [], stacks = [], changedSince, signal } = selection;
  refuseUnknown(fleet, selection);
  const chosen = fleet.stacks.filter(
    (stack) =>
      Object.entries(tags).every(([key, value]) => stack.tags[key] === value) &&
      (environments.length === 0 || environments.some((one) => one === stack.environment)) &&
      (stacks.length === 0 || stacks.some((pattern) => isNamed(stack, pattern))),
  );
  return changedSince === undefined ? chosen : changedStacks(fleet, chosen, changedSince, signal);
}

function isNamed({ id, stack }: FleetStack, pattern: string): boolean {
  return matchesPattern(pattern, pattern.includes(":") ? id : stack);
}

/** A misspelt word would choose nothing, and that would look as if all were well. */
function refuseUnknown(
  { stacks: all, file }: Fleet,
  { tags = {}, environments = [], stacks = [] }: StackSelection,
): void {
  for (const [key, value] of Object.entries(tags)) {
    const values = new Set(all.flatMap((stack) => stack.tags[key] ?? []));
    if (values.has(value)) continue;
    const known = values.size > 0 ? values : new Set(all.flatMap(({ tags: own }) => pairs(own)));
    throw unknown(
      "--tag",
      `${key}=${value}`,
      [...known].map((one) => (one.includes("=") ? one : `${key}=${one}`)),
      file,
    );
  }
  const known = new Set(all.flatMap(({ environment }) => environment ?? []));
  const environment = environments.find((one) => !known.has(one));
  if (environment !== undefined) throw unknown("--env", environment, [...known], file);
  const name = stacks.find((pattern) => !all.some((stack) => isNamed(stack, pattern)));
  if (name !== undefined) {
    throw unknown(
      "--stack",
      name,
      name.includes(":") ? all.map(({ id }) => id) : [...new Set(all.map(({ stack }) => stack))],
      file,
    );
  }
}

function pairs(tags: Readonly<Record<string, string>>): string[] {
  return Object.entries(tags).map(([key, value]) => `${key}=${value}`);
}

function unknown(flag: string, got: string, known: readonly string[], file: string): CliError {
  const some = known.slice(0, 8).join(", ");
  const key = flag === "--env" ? "environment" : "tags";
  const which =
    known.length === 0
      ? `it has none, and '${key}' of an entry or of 'defaults' gives stacks some`
      : `it has ${some}${known.length > 8 ? ", …" : ""}`;
  return new CliError(`'${flag}' must be one that stacks of ${file} have, got ${got}; ${which}`);
}
