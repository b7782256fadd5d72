import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import ts from "typescript";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** Two types that compilation takes out, so that the lines of both languages differ. */
const FAILS = `interface One {
  one: number;
}
interface Two {
  two: number;
}
describe("depth", () => {
  it("has stacks of Node's depth", () => {
    if (Error.stackTraceLimit !== 10) throw new Error(String(Error.stackTraceLimit));
  });
  it("fails", () => {
    throw new Error("on purpose");
  });
  it.skip("is left out", () => undefined);
});
`;

describe("the tests' reporter", () => {
  let directory: string;

  before(() => {
    directory = mkdtempSync(join(tmpdir(), "reporter-"));
    const options = { sourceMap: true, target: ts.ScriptTarget.ES2022 };
    const fileName = "fails.test.ts";
    const compiled = ts.transpileModule(FAILS, { fileName, compilerOptions: options });
    writeFileSync(join(directory, "fails.test.js"), compiled.outputText);
    writeFileSync(join(directory, "fails.test.js.map"), compiled.sourceMapText ?? "");
    writeFileSync(join(directory, "passes.test.js"), 'it("passes", () => undefined);\n');
    writeFileSync(join(directory, "unreadable.test.js"), "it(;\n");
  });

  after(() => {
    rmSync(directory, { recursive: true });
  });

  const run = (...args: string[]) => {
    const mocha = join(packageRoot(), "node_modules", "mocha", "bin", "mocha.js");
    const reporter = join(packageRoot(), "dist", "tests", "support", "reporter.js");
    const all = [mocha, "--no-config", "--reporter", reporter, ...args];
    const { status, stdout } = spawnSync(process.execPath, all, {
      cwd: directory,
      encoding: "utf8",
    });
    return { status, stdout, lines: stdout.trimEnd().split("\n") };
  };

  for (const mode of ["--no-parallel", "--parallel"]) {
    it(`ends with the count, and has stacks in TypeScript, with ${mode}`, () => {
      const { status, stdout, lines } = run(mode, "fails.test.js", "passes.test.js");
      assert.equal(lines.at(-1), "2 passed, 1 failed, 1 skipped");
      assert.equal(status, 1);
      assert.match(stdout, /- is left out/);
      assert.match(stdout, /at Context\.<anonymous> \(fails\.test\.ts:12:11\)/);
    });
  }

  it("counts a file that a worker cannot read as failed", () => {
    const { status, lines } = run("--parallel", "passes.test.js", "unreadable.test.js");
    assert.equal(lines.at(-1), "1 passed, 1 failed");
    assert.equal(status, 1);
  });
});
