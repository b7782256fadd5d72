import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { report } from "../../../generator/commands/runNew.js";
import type { ScaffoldResult } from "../../../generator/scaffold/scaffold.js";
import { scratchFolder } from "../scaffold/scratchFolder.js";

const CLI = join(packageRoot(), "dist/generator/cli.js");

const RESULT: ScaffoldResult = {
  name: "orders",
  directory: "orders",
  template: "web-service",
  files: ["a", "b"],
  package: { spec: "file:../slipway", kind: "checkout" },
  warnings: ["something is odd"],
  next: ["cd orders && npm ci && npm test", "npm run preview"],
};

describe("report", () => {
  it("says what is odd, what slipway is, what was written and what comes next", () => {
    assert.deepEqual(report(RESULT).split("\n"), [
      "! something is odd",
      "slipway in it is the checkout that ran this, file:../slipway, which must stay where it is",
      "✔ orders/ written: 2 files. Next: cd orders && npm ci && npm test · npm run preview",
      "",
    ]);
  });

  for (const [kind, spec, line] of [
    [
      "tarball",
      "file:x.tgz",
      "slipway in it is the tarball that this was installed from, file:x.tgz, which must stay where it is",
    ],
    ["registry", "1.2.3", "slipway in it is version 1.2.3"],
    ["given", "^1.2.3", "slipway in it is ^1.2.3"],
  ] as const) {
    it(`says what slipway is: ${kind}`, () => {
      const text = report({ ...RESULT, warnings: [], package: { spec, kind } });
      assert.equal(text.split("\n")[0], line);
    });
  }
});

describe("slipway new", () => {
  const folder = scratchFolder();
  const slipway = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "new", ...words], {
      cwd: folder.path,
      encoding: "utf8",
      input: "",
      env: { ...process.env, NO_COLOR: "1" },
    });
    return { status, stdout, stderr };
  };

  it("generates with --yes, and says so", () => {
    const { status, stdout, stderr } = slipway("orders", "--yes");
    assert.equal(stderr, "");
    assert.equal(status, 0);
    const count = folder.files().length;
    assert.match(
      stdout,
      new RegExp(
        `^✔ orders/ written: ${count} files\\. Next: cd orders && npm ci && npm test · `,
        "m",
      ),
    );
  });

  it("prints one JSON document with --json", () => {
    const { status, stdout } = slipway("orders", "--yes", "--json");
    assert.equal(status, 0);
    const result = JSON.parse(stdout) as ScaffoldResult;
    assert.deepEqual(Object.keys(result), [
      "name",
      "directory",
      "template",
      "files",
      "package",
      "warnings",
      "next",
    ]);
    assert.deepEqual(result.files.map((path) => `orders/${path}`).sort(), folder.files());
  });

  for (const words of [
    ["../evil", "--yes"],
    ["orders", "--yes", "--template", "nope"],
    ["orders", "--yes", "--dockerfile", "nope/Dockerfile"],
    ["orders", "--yes", "--port", "0"],
    ["orders"],
  ]) {
    it(`ends with one line and exit code 1, and writes nothing: slipway new ${words.join(" ")}`, () => {
      const { status, stdout, stderr } = slipway(...words);
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, /^slipway: .+\n$/);
      assert.deepEqual(folder.files(), []);
    });
  }

  it("refuses a folder with files, and leaves them alone", () => {
    folder.write("orders/mine", "");
    const { status, stderr } = slipway("orders", "--yes");
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `slipway: 'directory' must be a new or empty folder, got "orders", which is not empty; "orders" works\n`,
    );
    assert.deepEqual(folder.files(), ["orders/mine"]);
  });
});
