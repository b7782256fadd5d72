/** How containers name others: the entries that say so, each of which is read when it is its turn. */
interface Naming<T, E> {
  entriesOf: (container: T) => readonly E[] | undefined;
  nameIn: (entry: E) => string;
}

/** Whether following the names that containers have of others leads from one of them to another of this name. */
export function leadsTo<T extends { name: string }, E>(
  from: T,
  name: string,
  all: readonly T[],
  naming: Naming<T, E>,
  seen = new Set<string>(),
): boolean {
  if (seen.has(from.name)) return false;
  seen.add(from.name);
  return (naming.entriesOf(from) ?? []).some((entry) => {
    const other = naming.nameIn(entry);
    const next = all.find((candidate) => candidate.name === other);
    return other === name || (next !== undefined && leadsTo(next, name, all, naming, seen));
  });
}

/** The names of all containers but one, as a message tells them. */
export function namesBut(name: string, all: readonly { name: string }[]): string {
  const others = all.filter((other) => other.name !== name).map((other) => `'${other.name}'`);
  return others.length === 0 ? "none" : others.join(", ");
}
