import { sep } from "node:path";
import { normalize } from "node:path/posix";

import { compilePattern, type PathTest } from "./dockerIgnorePattern.js";

/** What a `.dockerignore` keeps out of a build context. */
export interface DockerIgnoreFile {
  /** Whether a path below the context, with slashes, is kept out. Folders may be asked for as well. */
  ignores(path: string): boolean;
  /** The first line that Docker would not build with; nothing where it takes all. */
  refused: RefusedLine | undefined;
}

/** A line that Docker refuses. */
export interface RefusedLine {
  /** From 1. */
  line: number;
  text: string;
  /** What Docker says about it. */
  why: string;
}

interface IgnoreLine {
  /** Whether it brings back what earlier lines kept out. */
  negated: boolean;
  matches: PathTest;
}

/** The longest line that Docker reads. */
const LONGEST_LINE = 64 * 1024;

/**
 * Reads a `.dockerignore` as BuildKit does: its lines, its patterns, and which of them decides about a path. The time that
 * a path takes grows with the length of the patterns and of the path, whatever wildcards they have.
 *
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 * @see https://github.com/moby/patternmatcher
 */
export function readDockerIgnoreFile(text: string): DockerIgnoreFile {
  const lines: IgnoreLine[] = [];
  let refused: RefusedLine | undefined;
  for (const [i, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const read = raw.startsWith("#") ? undefined : readLine(raw);
    if (read !== undefined && "matches" in read) lines.push(read);
    else if (read !== undefined) refused ??= { line: i + 1, text: raw.trim(), why: read.why };
  }
  return { ignores: ignoresBy(lines), refused };
}

function readLine(raw: string): IgnoreLine | { why: string } | undefined {
  if (raw.length >= LONGEST_LINE) return { why: "it is longer than 64 KiB" };
  const trimmed = raw.trim();
  if (trimmed === "") return undefined;
  const negated = trimmed.startsWith("!");
  const pattern = cleanPath(negated ? trimmed.slice(1).trim() : trimmed);
  if (pattern === "") return { why: 'illegal exclusion pattern: "!"' };
  const matches = compilePattern(pattern);
  return matches ? { negated, matches } : { why: "syntax error in pattern" };
}

/** As Go's `filepath.Clean` and `ToSlash`, and without the slash of an absolute path: all are below the context. */
function cleanPath(path: string): string {
  if (path === "") return "";
  const slashed = sep === "\\" ? path.replaceAll("\\", "/") : path;
  const clean = normalize(slashed);
  const short = clean.length > 1 && clean.endsWith("/") ? clean.slice(0, -1) : clean;
  return short.length > 1 && short.startsWith("/") ? short.slice(1) : short;
}

/**
 * The last line that fits decides. A line fits a path where it fits a folder above it, but a line is not even tried on a
 * folder whose state it would not change: that is BuildKit's rule, by which `!src` brings nothing back of what an earlier
 * line keeps out inside of `src`, unless `src` itself was out.
 */
function ignoresBy(lines: readonly IgnoreLine[]): (path: string) => boolean {
  const folders = new Map<string, boolean[]>();

  function look(path: string): { ignored: boolean; fits: boolean[] } {
    const above = path.lastIndexOf("/");
    const inherited = above < 0 ? [] : fitsOf(path.slice(0, above));
    let ignored = false;
    const fits = lines.map(({ negated, matches }, i) => {
      const fit = inherited[i] === true || (negated === ignored && matches(path));
      if (fit) ignored = !negated;
      return fit;
    });
    return { ignored, fits };
  }

  function fitsOf(folder: string): boolean[] {
    const known = folders.get(folder);
    if (known) return known;
    const { fits } = look(folder);
    folders.set(folder, fits);
    return fits;
  }

  return (path) => look(path).ignored;
}
