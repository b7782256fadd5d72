import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describedRules } from "../../generator/check/ruleCatalogue.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { CATALOGUES } from "../../scripts/ruleDocs/catalogues.js";
import { coveragePage } from "../../scripts/ruleDocs/coverage.js";

const FOLDER = join(packageRoot(), "docs/policies");
const pageOf = (name: string) => readFileSync(join(FOLDER, name), "utf8");

describe("docs/policies", () => {
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
