import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { DiffResult } from "../../../generator/review/diffResult.js";
import { fixture, runSlipway } from "../offline/runSlipway.js";
import { changeProgram, gitProject } from "./gitProject.js";

const schemaIn = (...path: string[]) =>
  JSON.parse(readFileSync(join(packageRoot(), "generator", ...path), "utf8")) as object;
const validate = new Ajv({ allErrors: true })
  .addSchema(schemaIn("offline", "preview.schema.json"))
  .compile(schemaIn("review", "diff.schema.json"));

/** A program whose service has so many tasks. */
const program = (count: string) => `
const pulumi = require("@pulumi/pulumi");
const { Queue } = require("@pulumi/aws/sqs");
new Queue("jobs", { delaySeconds: ${count}, tags: { stack: pulumi.getStack() } });
exports.password = pulumi.secret("hunter2-" + pulumi.getStack());
`;

const CHANGED = program("pulumi.getStack() === 'prod' ? 5 : 2");

describe("slipway diff", function () {
  this.timeout(120_000);
  let root: string;

  before(() => {
    root = gitProject(program("1"));
    changeProgram(root, CHANGED);
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  const diff = (...args: string[]) => runSlipway(["diff", "-d", root, ...args]);

  it("tells what differs between two stacks, without secrets", async () => {
    const { code, stdout, stderr } = await diff("dev", "prod", "--json");
    assert.equal(code, 0, stderr);
    const result = JSON.parse(stdout) as DiffResult;
    assert.deepEqual(validate(result) ? [] : validate.errors, []);
    assert.deepEqual(
      result.changed.map(({ name, properties }) => [name, properties]),
      [["jobs", [{ path: "delaySeconds", before: 2, after: 5 }]]],
    );
    assert.deepEqual(result.outputs, []);
    assert.ok(!stdout.includes("hunter2"));
  });

  it("tells which findings come and go, of a policy pack too", async () => {
    const renamed = program("5").replace("jobs", "a-queue-with-a-very-long-name");
    changeProgram(root, renamed);
    const pack = ["--policy-pack", fixture("companyPack")];
    const [json, text] = await Promise.all([
      diff("@main", "prod", "--json", ...pack),
      diff("prod", "@main", ...pack),
    ]);
    changeProgram(root, CHANGED);
    assert.equal(json.code, 0, json.stderr);
    const result = JSON.parse(json.stdout) as DiffResult;
    assert.deepEqual(validate(result) ? [] : validate.errors, []);
    const found = result.violations?.new.filter(({ pack: of }) => of === "company");
    assert.deepEqual(
      found?.map(({ policy, urn }) => [policy, urn.split("::").at(-1)]),
      [["names-and-parents", "a-queue-with-a-very-long-name"]],
    );
    assert.match(
      text.stdout,
      /\nPolicies {2}\d+ new, \d+ mended, 0 standing\n[^]*- advice {2}company\/names-and-parents {2}a-queue-with-a-very-long-name: the name/,
    );
  });

  it("refuses a folder that is no policy pack", async () => {
    const { stderr, code } = await diff("dev", "prod", "--policy-pack", "nowhere");
    assert.equal(code, 1);
    assert.match(stderr, /nowhere/);
  });

  it("tells what differs from a ref of git, and leaves no tree behind", async () => {
    const { code, stdout, stderr } = await diff("@main", "prod");
    assert.equal(code, 0, stderr);
    assert.equal(
      stdout,
      "@main → prod  1 resource differs, 0 only in @main, 0 only in prod, 0 equal\n~ aws:sqs:Queue jobs\n    delaySeconds: 1 → 5\n",
    );
    const trees = execFileSync("git", ["worktree", "list"], { cwd: root, encoding: "utf8" });
    assert.equal(trees.trim().split("\n").length, 1);
  });

  it("compares files that preview wrote", async () => {
    const { stdout: text } = await runSlipway([
      "preview",
      root,
      "--offline",
      "--json",
      "--stack",
      "dev",
    ]);
    const file = join(root, "dev.json");
    writeFileSync(file, text);
    const { code, stdout } = await diff(file, file);
    assert.equal(code, 0);
    assert.match(stdout, /0 resources differ, 0 only in .*, 1 equal\n$/);
  });

  it("says which word is wrong", async () => {
    const wrong = join(root, "wrong.json");
    writeFileSync(wrong, "{}");
    const said = async (...words: string[]) => {
      const { code, stderr } = await diff(...words);
      assert.equal(code, 1);
      return stderr;
    };
    assert.match(
      await said(wrong, wrong),
      /wrong\.json must be what 'slipway preview --json' prints/,
    );
    assert.match(await said("none.json", wrong), /none\.json cannot be read as a preview/);
    assert.match(await said("@nowhere", "dev"), /'@nowhere' must be a ref of git that there is/);
    assert.match(await said("@--help", "dev"), /'@--help' must be a ref of git that there is/);
    assert.match(await said("nostack", "dev"), /nostack/);
  });
});
