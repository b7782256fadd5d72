import { matchesPattern } from "./selector.js";

/**
 * The stacks of a project that an entry means.
 *
 * @param files Those that the project has a file of.
 * @param wanted Names, and patterns of names; all of the project's without it.
 */
export function chosenStacks(
  files: readonly string[],
  wanted: readonly string[] | undefined,
): string[] {
  if (wanted === undefined) return [...files];
  // A stack needs no file of its own in a project that has none at all.
  const names = files.length > 0 ? files : wanted.filter((name) => !name.includes("*"));
  return names.filter((name) => wanted.some((pattern) => matchesPattern(pattern, name)));
}
