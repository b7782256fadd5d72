import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { rangesIn } from "./changedLines.js";
import type { StrykerReport } from "./mutantCounts.js";
import { countsOf, scoreOf, survivingLines } from "./mutantCounts.js";
import { rooms } from "./rooms.js";
import { LEAST_SCORE, OPEN, readLedger, readResult, stale, unexplained } from "./survivorLedger.js";

const SOURCE = "if (a) return;\nlet b;\nif (a) return;\n";
const mutant = (line: number, status: string) => ({
  mutatorName: "ConditionalExpression",
  replacement: "true",
  status,
  location: { start: { line, column: 5 } },
});
const report: StrykerReport = {
  files: {
    "a.ts": {
      source: SOURCE,
      mutants: [
        mutant(1, "Survived"),
        mutant(3, "NoCoverage"),
        mutant(1, "Killed"),
        mutant(2, "Timeout"),
        mutant(2, "Killed"),
        mutant(2, "Ignored"),
        mutant(2, "RuntimeError"),
      ],
    },
  },
};
const LINE = "if (a) return;";
const ledger = (survivors: number) => ({ "a.ts": [{ line: LINE, survivors, reason: "none" }] });

describe("mutants of rules and shared checks", () => {
  it("are killed, or survive, whether or not a test came by, and count only where one could", () => {
    const counts = countsOf(report);
    assert.deepEqual(counts, { "a.ts": { killed: 3, survived: 2, ignored: 1 } });
    assert.equal(scoreOf(Object.values(counts)), 60);
    assert.equal(scoreOf([]), 100);
  });

  it("survive in lines that are known by their text, wherever they are", () => {
    const [found, ...others] = survivingLines(report);
    assert.deepEqual(others, []);
    assert.equal(found?.line, LINE);
    assert.equal(found.survivors, 2);
  });

  it("need a reason each, and a reason needs them", () => {
    const lines = survivingLines(report);
    assert.equal(unexplained(lines, {}).length, 1);
    assert.equal(unexplained(lines, ledger(1)).length, 1);
    assert.deepEqual(unexplained(lines, ledger(2)), []);
    assert.deepEqual(stale(lines, ledger(2)), []);
    assert.deepEqual(stale(lines, ledger(3)), [`a.ts: ${LINE}`]);
    assert.deepEqual(stale([], ledger(1)), [`a.ts: ${LINE}`]);
  });

  it("are made in the lines that a change adds, and not where it only takes away", () => {
    const diff = [
      "diff --git policies/rules/a.ts policies/rules/a.ts",
      "--- policies/rules/a.ts",
      "+++ policies/rules/a.ts",
      "@@ -3 +3,2 @@ function a() {",
      "-  return 1;",
      "+  return 2;",
      "+++ b;",
      "@@ -9,2 +9,0 @@",
      "-  one();",
      "-  two();",
      "@@ -20,0 +19 @@",
      "+  three();",
      "diff --git policies/rules/b.ts policies/rules/b.ts",
      "--- /dev/null",
      "+++ policies/rules/b.ts",
      "@@ -0,0 +1,2 @@",
      "+export const b = 1;",
      "+",
      "",
    ].join("\n");
    assert.deepEqual(rangesIn(diff), [
      "policies/rules/a.ts:3-4",
      "policies/rules/a.ts:19-19",
      "policies/rules/b.ts:1-2",
    ]);
    assert.deepEqual(rangesIn(""), []);
  });

  it("are of each rule, and of what policies ask of the components, themselves or through others", () => {
    const [rules = [], shared = []] = rooms().map(({ files }) => files);
    assert.ok(rules.includes("policies/rules/imagePinned.ts"));
    assert.ok(!rules.includes("policies/rules/index.ts"));
    assert.ok(shared.includes("components/taskDefinition/rules/containerGraph.ts"));
    assert.ok(shared.every((path) => path.includes("/rules/")));
    assert.ok(
      !shared.includes("components/diagnosis/rules/diagnose.ts"),
      "policies ask it nothing",
    );
  });
});

describe("the result of the last run", () => {
  const all = readLedger();

  it("kills enough of each room", () => {
    for (const { title, files } of readResult().rooms) {
      assert.ok(scoreOf(Object.values(files)) >= LEAST_SCORE, title);
    }
  });

  it("has a reason for each survivor", () => {
    for (const { files } of readResult().rooms) {
      for (const [path, { survived }] of Object.entries(files)) {
        const told = (all[path] ?? []).reduce((sum, { survivors }) => sum + survivors, 0);
        assert.equal(told, survived, path);
      }
    }
  });

  it("leaves none of the rules open", () => {
    const rules = Object.entries(all).filter(([path]) => path.startsWith("policies/"));
    const open = rules.filter(([, entries]) =>
      entries.some(({ reason }) => reason.startsWith(OPEN)),
    );
    assert.ok(rules.length > 0);
    assert.deepEqual(open, []);
  });

  // Whether its lines are still there is for the next run to say: a change of the code must not wait for that.
  it("has reasons that say something, of files that are there", () => {
    for (const [path, entries] of Object.entries(all)) {
      assert.ok(existsSync(join(packageRoot(), path)), path);
      for (const { line, reason } of entries) {
        assert.ok(reason.length > 10, `${path}: '${line}' has no reason`);
      }
    }
  });
});
