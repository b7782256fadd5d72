import { globSync } from "tinyglobby";

import { gitIgnored } from "./gitIgnored.js";

/** What Dockerfiles are called. */
const PATTERNS = ["**/Dockerfile", "**/Dockerfile.*", "**/*.Dockerfile", "**/Containerfile"];

/** Deeper than where people keep them, and not too deep for a large repository. */
const DEEPEST = 5;

/**
 * The Dockerfiles of a repository that git does not ignore, the uppermost first.
 *
 * @param root Absolute path of the repository.
 * @returns Paths below it, with slashes.
 */
export function findDockerfiles(root: string): string[] {
  const found = globSync(PATTERNS, {
    cwd: root,
    deep: DEEPEST,
    dot: true,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**", "**/vendor/**", "**/*.dockerignore"],
  });
  const ignored = gitIgnored(root, found);
  const depth = (path: string) => path.split("/").length;
  return found
    .filter((path) => !ignored.has(path))
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}
