import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describedRules } from "../../generator/check/ruleCatalogue.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { CATALOGUES } from "../../scripts/ruleDocs/catalogues.js";
import { coveragePage } from "../../scripts/ruleDocs/coverage.js";

const FOLDER = join(packageRoot(), "docs/policies");
const pageOf = (name: string) => readFileSync(join(FOLDER, name), "utf8");

/** In a process of its own, as it loads the rules' tests to show their cases. */
function written(): Map<string, string> {
  const file = join(packageRoot(), "dist/scripts/ruleDocs/ruleDocs.js");
  const code = `process.stdout.write(JSON.stringify([...require(${JSON.stringify(file)}).ruleDocs()]))`;
  const text = execFileSync(process.execPath, ["-e", code], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return new Map(JSON.parse(text) as [string, string][]);
}

describe("docs/policies", function () {
  this.timeout(60_000);

  it("is what 'npm run docs' writes", () => {
    const pages = written();
    assert.deepEqual(readdirSync(FOLDER).sort(), [...pages.keys()].sort());
    for (const [name, text] of pages)
      assert.equal(pageOf(name), text, `run 'npm run docs': ${name}`);
  });

  for (const { name, parameters } of describedRules()) {
    it(`says of ${name} why, when, by which parameters, and how to mend it`, () => {
      const page = pageOf(`${name}.md`);
      for (const title of [
        "Condition",
        "Parameters",
        "An example that fails",
        "An example that passes",
      ]) {
        assert.ok(page.includes(`\n## ${title}\n`), title);
      }
      assert.match(page, /\n## Why\n\n\S/);
      assert.match(page, /\n## How to mend it\n\n\S/);
      for (const key of Object.keys(parameters)) {
        assert.match(page, new RegExp(`^\\| \`${key}\` \\| \\w+ \\| \`.+\` \\|.*\\| \\S`, "m"));
      }
    });
  }

  it("refuses a control that has neither a rule nor a reason, or both", () => {
    const rules = describedRules();
    const catalogue = { title: "Others", url: "https://example.com", ids: ["ECS.2", "X.1"] };
    assert.throws(
      () => coveragePage(rules, [{ ...catalogue, reasons: {} }]),
      /X\.1 has neither a rule nor a reason/,
    );
    assert.throws(
      () => coveragePage(rules, [{ ...catalogue, reasons: { "X.1": "no", "ECS.2": "no" } }]),
      /ECS\.2 has a rule, and a reason for none/,
    );
    assert.ok(coveragePage(rules, CATALOGUES).includes("17 of 18"));
  });
});
