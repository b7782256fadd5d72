import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { scaffold } from "../../../generator/scaffold/scaffold.js";
import { commitAll, type Repository } from "./repositories.js";

/**
 * Gives tests committed repositories that `slipway new` has generated. One of each kind is generated for the suite, and
 * copied for each test.
 *
 * @param added Files that stand beside what is generated.
 */
export function generatedRepositories(
  added: Repository = {},
): (root: string, flags?: Readonly<Record<string, string>>) => Promise<void> {
  const made = new Map<string, string>();
  let folder = "";

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-generated-")));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
    made.clear();
  });

  async function generate(flags: Readonly<Record<string, string>>): Promise<string> {
    const directory = `repository${made.size}`;
    const all = { name: "orders", ...flags };
    await scaffold({ cwd: folder, directory, flags: all, yes: true, package: "1.2.3" });
    const root = join(folder, directory);
    for (const [path, text] of Object.entries(added)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    commitAll(root);
    return root;
  }

  return async (root, flags = {}) => {
    const kind = JSON.stringify(flags);
    const source = made.get(kind) ?? (await generate(flags));
    made.set(kind, source);
    // Links and times as they are, so that git has nothing to compare.
    cpSync(source, root, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  };
}
