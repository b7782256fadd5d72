/** Share of a name that may differ where it is still taken for a misspelling of another one. */
const FARTHEST = 0.4;

/** How far a name is from one that says the same in more or in fewer words, such as `targetCpu` and `targetCpuPercent`. */
const OTHER_WORDS = 0.3;

/** The name that a misspelt one most likely means; nothing when none is near enough to be a help. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const [nearest] = ranked(name, names);
  return nearest && nearest.distance <= FARTHEST ? nearest.candidate : undefined;
}

/** The names that are nearest to a misspelt one, the nearest first; none where none is near enough to be a help. */
export function nearestNames(name: string, names: readonly string[], most: number): string[] {
  return ranked(name, [...new Set(names)])
    .filter((one) => one.distance <= FARTHEST)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** What to write in the place of a name that is not legal: the nearest legal one, else all of them. */
export function legalNames(name: string, names: readonly string[], prefix = ""): string {
  const nearest = nearestName(name, names);
  if (nearest !== undefined) return `'${prefix}${nearest}' is one`;
  return `there are ${names.map((legal) => `'${legal}'`).join(", ")}`;
}

/** Names with how far they are from one, the nearest first. */
function ranked(name: string, names: readonly string[]) {
  return names
    .map((candidate) => ({ candidate, distance: distance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance);
}

/** From 0 for the same letters to 1 for none in common; neither case nor the order of words counts. */
function distance(from: string, to: string): number {
  // Longer texts are no misspelt names, and the comparison takes time by the square of their length.
  if (from.length > 4 * to.length) return 1;
  const words = [wordsOf(from), wordsOf(to)] as const;
  return Math.min(
    editShare(from.toLowerCase(), to.toLowerCase()),
    editShare(words[0].join(""), words[1].join("")),
    isPartOf(words[0], words[1]) || isPartOf(words[1], words[0]) ? OTHER_WORDS : 1,
  );
}

/** The words of `camelCase`, `kebab-case` and `snake_case` in alphabetic order. */
function wordsOf(name: string): string[] {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  return words.split(/[^a-z0-9]+/).sort();
}

/** Whether a name of two words or more has nothing but words of another one. */
function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  return some.length > 1 && some.every((word) => all.includes(word));
}

function editShare(from: string, to: string): number {
  return editDistance(from, to) / Math.max(from.length, to.length, 1);
}

/** How many characters must be put in, left out or changed to make one text of the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of from.split("").entries()) {
    const next = [i + 1];
    for (const [j, other] of to.split("").entries()) {
      const kept = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(kept, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
