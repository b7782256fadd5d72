/** TypeScript has no range of ours; the README names 5.9 as the lowest, and Pulumi 3.204 takes none from 6 on. */
const TYPESCRIPT = "5.9.3";

/**
 * The lowest version in each range of npm's, with the TypeScript that goes with them.
 *
 * @throws {Error} if a range does not begin with its lowest version, as `^1.2.3` and `>=1.2.3 <2` do.
 */
export function lowestVersions(ranges: Record<string, string>): Record<string, string> {
  const lowest = Object.entries(ranges).map(([name, range]) => {
    const version = /^(?:\^|~|>=)?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)(?: <\S+)?$/.exec(range)?.[1];
    if (version === undefined) {
      throw new Error(`the range of ${name} must begin with its lowest version, got ${range}`);
    }
    return [name, version] as const;
  });
  return { ...Object.fromEntries(lowest), typescript: TYPESCRIPT };
}
