import type { Entry, Explanation } from "./explanation.js";
import { endsWithPath, pathSegments } from "./namedPath.js";

/** What has exactly this name, else what a path that ends like this leads to. */
export function entriesNamed(asked: string, entries: readonly Entry[]): Explanation[] {
  const wanted = asked.trim().replaceAll(/\s+/g, " ").toLowerCase();
  if (wanted === "") return [];
  // Its own name is exact, as `Service.ref` is where `Service.connections[].ref` ends in the like.
  const own = entries.filter(({ explanation }) => explanation.name.toLowerCase() === wanted);
  const path = pathSegments(wanted);
  const isMeant = ({ names, paths = [] }: Entry) =>
    names.some((name) => name.toLowerCase() === wanted) ||
    paths.some((each) => endsWithPath(each, path));
  const found = own.length > 0 ? own : entries.filter(isMeant);
  return found.map(({ explanation }) => explanation);
}
