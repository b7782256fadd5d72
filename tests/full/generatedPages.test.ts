import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { DOCS, GENERATED } from "../../scripts/docPages/docFiles.js";

/**
 * In a process of its own, as it loads the rules' tests to show their cases. It previews each example that a page shows, and
 * fails where a policy has anything to say to one, or its program in YAML is another.
 */
function written(): Map<string, string> {
  const file = join(packageRoot(), "dist/scripts/docPages/docFiles.js");
  const code = `require(${JSON.stringify(file)}).docFiles().then((files) => process.stdout.write(JSON.stringify([...files])))`;
  const text = execFileSync(process.execPath, ["-e", code], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return new Map(JSON.parse(text) as [string, string][]);
}

describe("the pages that are made from the code", function () {
  this.timeout(120_000);

  it("are what 'npm run docs' writes", () => {
    const files = written();
    const there = GENERATED.flatMap((folder) =>
      readdirSync(join(DOCS, folder)).map((name) => `${folder}/${name}`),
    );
    assert.deepEqual([...there, ".vitepress/sidebar.json"].sort(), [...files.keys()].sort());
    const stale = [...files].filter(
      ([path, text]) => readFileSync(join(DOCS, path), "utf8") !== text,
    );
    assert.deepEqual(
      stale.map(([path]) => path),
      [],
      "run 'npm run docs'",
    );
  });
});
