import { createRequire } from "node:module";
import { join } from "node:path";

import { describedRules } from "../../generator/check/ruleCatalogue.js";
import type { DescribedRule } from "../../generator/check/ruleCatalogue.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { WRITTEN } from "../docPages/markdown.js";
import { CATALOGUES } from "./catalogues.js";
import { coveragePage } from "./coverage.js";
import type { ShownCases } from "./rulePage.js";
import { rulePage } from "./rulePage.js";
import { reasonIn } from "./ruleSources.js";

/** The pages of the policies' documentation, by their names in docs/policies. */
export function ruleDocs(): Map<string, string> {
  const rules = describedRules();
  const cases = testedCases();
  const pages = rules.map((rule) => {
    const reason = reasonIn(join(packageRoot(), "policies/rules", `${camelCase(rule.name)}.ts`));
    const shown = cases.get(rule.name) ?? { passes: [], fails: [] };
    return [`${rule.name}.md`, rulePage(rule, reason, shown)] as const;
  });
  return new Map([
    ["README.md", indexPage(rules)],
    ["coverage.md", coveragePage(rules, CATALOGUES)],
    ...pages,
  ]);
}

function indexPage(rules: readonly DescribedRule[]): string {
  return [
    "# Policies",
    "",
    WRITTEN,
    "",
    "[What they cover of other catalogues](coverage.md). [How well they are tested](mutation.md).",
    "",
    "| rule | kind | under `baseline` | what must be so |",
    "|---|---|---|---|",
    ...rules.map(
      ({ name, kind, levels, description }) =>
        `| [\`${name}\`](${name}.md) | ${kind} | ${levels.baseline} | ${description} |`,
    ),
    "",
  ].join("\n");
}

/** The cases of the rules' own tests, so that no page shows what is not tested. */
function testedCases(): ReadonlyMap<string, ShownCases> {
  const file = join(packageRoot(), "dist/tests/policies/rules/testedCases.js");
  const tests = createRequire(__filename)(file) as {
    testedCases: () => ReadonlyMap<string, ShownCases>;
  };
  return tests.testedCases();
}

function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
