import { lstatSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import type { FileChange } from "./changeFolder.js";
import { gitIgnored } from "./gitIgnored.js";
import { listed, quotedValue } from "./quotedValue.js";

/**
 * Files that are added to a repository, with what is to be said of those that git would not commit.
 *
 * @throws {CliError} if one of them is there.
 */
export function additions(
  root: string,
  rendered: ReadonlyMap<string, string | Buffer>,
): { changes: FileChange[]; warnings: string[] } {
  const warnings: string[] = [];
  const changes: FileChange[] = [];
  for (const [path, after] of rendered) {
    changes.push({ path, after });
    if (lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined) {
      throw new CliError(
        `'directory' must be a repository without ${quotedValue(path)}, which would be written, got one that has it; ${remedy(path)}`,
      );
    }
  }
  const ignored = gitIgnored(
    root,
    changes.map(({ path }) => path),
  );
  if (ignored.size > 0) {
    warnings.push(
      `git ignores what was written, so that it is not committed: ${listed([...ignored])}`,
    );
  }
  return { changes, warnings };
}

/** A pipeline that is there is not to be renamed: GitLab runs one by this name alone. */
function remedy(path: string): string {
  return path === ".gitlab-ci.yml"
    ? "'--delivery' none works, and leaves deployments to jobs of your own, or rename that file"
    : "rename that file";
}
