import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** Folders at the top; what begins with one of them in a text is a path of ours. */
const TOP = "components|policies|generator|templates|examples|tests|scripts|bench|\\.ci|\\.github";

/**
 * Paths of this repository that a Markdown text names: the targets of its links, and what begins with a folder of ours. What
 * npm and the compiler make need not be there.
 */
function namedPaths(markdown: string): string[] {
  const links = [...markdown.matchAll(/\]\((?!\w+:)([^)#\s]+)[^)]*\)/g)].map(([, to = ""]) => to);
  const named = [...markdown.matchAll(new RegExp(`(?<![\\w./<-])(?:${TOP})/[\\w./<>*-]*`, "g"))];
  // A full stop at the end is the sentence's.
  const paths = [...links, ...named.map(([path]) => path.replace(/\.$/, ""))];
  return [...new Set(paths.filter((path) => !/(?:^|\/)(?:dist|node_modules)(?:\/|$)/.test(path)))];
}

/** Whether a path leads to something; `<name>` and `decide*` stand for any name. */
function exists(path: string): boolean {
  let found = [packageRoot()];
  for (const segment of path.split("/").filter(Boolean)) {
    const pattern = segment.replaceAll(/[.+]/g, "\\$&").replaceAll(/<[\w-]+>|\*/g, ".*");
    found = found.flatMap((folder) => entriesOf(folder, new RegExp(`^${pattern}$`)));
  }
  return found.length > 0;
}

function entriesOf(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

describe("the paths that documents name", () => {
  it("are found in links, in code and in maps", () => {
    const text = [
      "[a](components/network/network.ts), [b](https://x.y/components/z) `policies/rules/a.ts`.",
      "templates/<template>/template.json is generator/cli.ts, and not components/dist.",
      "https://host/tests/x ../tests/y",
    ].join("\n");
    assert.deepEqual(namedPaths(text), [
      "components/network/network.ts",
      "policies/rules/a.ts",
      "templates/<template>/template.json",
      "generator/cli.ts",
    ]);
  });

  it("are known from those that are not there", () => {
    assert.ok(exists("templates/<template>/template.json"));
    assert.ok(exists("components/service/"));
    assert.ok(!exists("components/service/noSuchFile.ts"));
    assert.ok(!exists("templates/<template>/noSuchFile"));
  });

  for (const document of ["CONTRIBUTING.md", "AGENTS.md"]) {
    it(`exist: ${document}`, () => {
      const paths = namedPaths(readFileSync(join(packageRoot(), document), "utf8"));
      assert.ok(paths.length >= 6, paths.join(", "));
      assert.deepEqual(
        paths.filter((path) => !exists(path)),
        [],
      );
    });
  }
});
