import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { report } from "../../../generator/commands/runNew.js";
import type { ScaffoldResult } from "../../../generator/scaffold/scaffoldRequest.js";
import { commandInProcess } from "../../support/commandInProcess.js";
import { scratchFolder } from "../scaffold/scratchFolder.js";

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
  const slipway = (...words: string[]) => commandInProcess(["new", ...words], { cwd: folder.path });

  it("generates with --yes, and says so", async () => {
    const { code, stdout, stderr } = await slipway("orders", "--yes");
    assert.equal(stderr, "");
    assert.equal(code, 0);
    const count = folder.files().length;
    assert.match(
      stdout,
      new RegExp(
        `^✔ orders/ written: ${count} files\\. Next: cd orders && npm ci && npm test · `,
        "m",
      ),
    );
  });

  it("prints one JSON document with --json", async () => {
    const { code, stdout } = await slipway("orders", "--yes", "--json");
    assert.equal(code, 0);
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
    it(`ends with one line and exit code 1, and writes nothing: slipway new ${words.join(" ")}`, async () => {
      const { code, stdout, stderr } = await slipway(...words);
      assert.equal(code, 1);
      assert.equal(stdout, "");
      assert.match(stderr, /^slipway: .+\n$/);
      assert.deepEqual(folder.files(), []);
    });
  }

  it("takes answers from a file, over which flags win", async () => {
    const file = folder.write("answers.json", '{"port": 3000, "cpu": 512, "memory": 1024}');
    const { code, stderr } = await slipway("orders", "--yes", "--answers", file, "--port", "4000");
    assert.equal(stderr, "");
    assert.equal(code, 0);
    const manifest = readFileSync(join(folder.path, "orders/.slipway.json"), "utf8");
    const { answers } = JSON.parse(manifest) as { answers: Record<string, unknown> };
    assert.deepEqual([answers.port, answers.cpu, answers.memory], [4000, 512, 1024]);
  });

  for (const key of ["prot", "__proto__", "constructor"]) {
    it(`refuses ${key} in a file of answers`, async () => {
      const file = folder.write("answers.json", `{"${key}": "x"}`);
      const { code, stderr } = await slipway("orders", "--yes", "--answers", file);
      assert.equal(code, 1);
      assert.match(
        stderr,
        new RegExp(`^slipway: '--answers' must hold answers, got "${key}", which is none; `),
      );
      assert.deepEqual(folder.files(), ["answers.json"]);
    });
  }

  it("lists the templates, and what each asks for", async () => {
    assert.match((await slipway("--list")).stdout, /^web-service +a public service behind /m);
    const list = JSON.parse((await slipway("--list", "--json")).stdout) as Record<
      string,
      unknown
    >[];
    const web = list.find(({ name }) => name === "web-service");
    assert.ok((web?.questions as string[]).includes("port"));
    assert.deepEqual(folder.files(), []);
  });

  it("writes nothing with --dry-run, and prints the tree", async () => {
    const { code, stdout } = await slipway("orders", "--yes", "--dry-run");
    assert.equal(code, 0);
    assert.match(stdout, /^ {2}infra\/\n\+ {3}Pulumi\.dev\.yaml$/m);
    assert.match(stdout, /^nothing was written; without --dry-run it is \d+ files$/m);
    assert.deepEqual(folder.files(), []);
  });

  it("prints each change with --dry-run --json", async () => {
    const { changes, files } = JSON.parse(
      (await slipway("orders", "--yes", "--dry-run", "--json")).stdout,
    ) as { changes: { path: string; change: string }[]; files: string[] };
    assert.deepEqual(
      changes,
      files.map((path) => ({ path, change: "add" })),
    );
  });

  it("brings a repository that is there to ECS, by . and by --here", async () => {
    folder.write("Dockerfile", "FROM scratch\nEXPOSE 80\n");
    const here = await slipway("--here", "--yes", "--name", "shop", "--dry-run", "--json");
    const { code, stdout, stderr } = await slipway(".", "--yes", "--name", "shop", "--json");
    assert.deepEqual([code, stderr], [0, ""]);
    const { files, warnings, directory } = JSON.parse(stdout) as ScaffoldResult;
    assert.equal(directory, ".");
    assert.deepEqual((JSON.parse(here.stdout) as ScaffoldResult).files, files);
    assert.deepEqual(folder.files(), [...files, "Dockerfile"].sort());
    assert.ok(warnings.includes("Dockerfile is used, the one Dockerfile of the repository"));
  });

  it("refuses --here with another folder", async () => {
    assert.equal(
      (await slipway("orders", "--here", "--yes")).stderr,
      `slipway: 'directory' must be left out with --here, got "orders"; "." works\n`,
    );
  });

  it("refuses a folder with files, and leaves them alone", async () => {
    folder.write("orders/mine", "");
    const { code, stderr } = await slipway("orders", "--yes");
    assert.equal(code, 1);
    assert.equal(
      stderr,
      `slipway: 'directory' must be a new or empty folder, got "orders", which is not empty; "orders" works\n`,
    );
    assert.deepEqual(folder.files(), ["orders/mine"]);
  });
});
