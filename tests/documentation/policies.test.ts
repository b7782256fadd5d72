import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { rules } from "../../policies/pack.js";

const TESTS = join(packageRoot(), "tests/policies");
const rows = readFileSync(join(packageRoot(), "docs/policies.md"), "utf8")
  .split("\n\n")
  .filter((part) => part.startsWith("| clause |"))
  .flatMap((table) => table.trimEnd().split("\n").slice(2))
  .map((line) => line.split("|").map((cell) => cell.trim()));

/** Operational rules have an id of the form `O7` among their sources. */
const OPERATIONAL = rules.filter(({ sources }) => sources.some((id) => /^O\d+$/.test(id)));

describe("docs/policies.md", () => {
  const named = rows.flatMap(([, , cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );

  it("names rules that there are", () => {
    const known = rules.map(({ name }) => name);
    assert.deepEqual(
      named.filter((name = "") => !known.includes(name)),
      [],
    );
  });

  it("has each rule of how services run", () => {
    const judged = OPERATIONAL.map(({ name }) => name);
    assert.deepEqual(
      judged.filter((name) => !named.includes(name)),
      [],
    );
  });

  it("names tests that there are", () => {
    const tests = rows.flatMap(([, , , cell = ""]) => cell.split(", "));
    const missing = tests.filter(
      (name) => !existsSync(join(TESTS, `rules/${name}.test.ts`)) && !existsSync(join(TESTS, name)),
    );
    assert.ok(tests.length > 30);
    assert.deepEqual(missing, []);
  });
});
