/** The names in a path, without what chooses an entry of a list: `containers[0].secrets.DB_URL` has three. */
export function pathSegments(path: string): string[] {
  return path
    .replaceAll(/\[[^\]]*\]/g, "")
    .split(".")
    .filter(Boolean);
}

/**
 * Whether a path of an argument ends as another does, letter case aside; where it has `<name>`, the other may have any
 * name, or none.
 *
 * @param end The segments of the other path, in lower case.
 */
export function endsWithPath(path: string, end: readonly string[]): boolean {
  const segments = pathSegments(path.toLowerCase());
  return end.length > 0 && (fits(segments, end) || fits(segments.filter(isGiven), end));
}

function fits(segments: readonly string[], end: readonly string[]): boolean {
  const skipped = segments.length - end.length;
  return (
    skipped >= 0 &&
    end.every((name, i) => {
      const segment = segments[skipped + i] ?? "";
      return segment === name || !isGiven(segment);
    }) &&
    // A name that a program chooses says nothing by itself.
    isGiven(segments.at(-1) ?? "")
  );
}

function isGiven(segment: string): boolean {
  return segment !== "<name>";
}
