import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { ChangeReport } from "../../../generator/review/changeReport.js";
import { fixture, runSlipway } from "../offline/runSlipway.js";
import { changeProgram, gitProject } from "./gitProject.js";

const program = (queues: string) => `
const { Queue } = require("@pulumi/aws/sqs");
for (const name of ${queues}) new Queue(name);
`;

describe("slipway report", function () {
  this.timeout(120_000);
  let root: string;
  before(() => {
    root = gitProject(program('["a"]'));
    changeProgram(root, program('["a", "b"]'));
    writeFileSync(join(root, "slipway.usage.yaml"), "queueRequests: 2000000\n");
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  it("compares with a ref of git, at the same usage", async () => {
    const { code, stdout, stderr } = await runSlipway([
      "report",
      root,
      "-s",
      "dev",
      "--base",
      "main",
    ]);
    assert.equal(code, 0, stderr);
    // Two million requests to each queue at 0.40 a million.
    assert.match(
      stdout,
      /^<!-- slipway report: dev -->\n## slipway: dev\n\n1 added, 0 changed, 0 gone against main · .* \$0\.80 → \$1\.60 a month/,
    );
  });

  it("has what a policy pack finds, of the program and of its base", async () => {
    changeProgram(root, program('["a", "a-queue-with-a-very-long-name"]'));
    const { code, stdout, stderr } = await runSlipway([
      ...["report", root, "-s", "dev", "--base", "main", "--json"],
      ...["--policy-pack", fixture("companyPack")],
    ]);
    changeProgram(root, program('["a", "b"]'));
    assert.equal(code, 0, stderr);
    const { violations } = JSON.parse(stdout) as ChangeReport;
    const named = violations.new.filter(({ pack }) => pack === "company");
    assert.deepEqual(
      named.map(({ policy, urn }) => [policy, urn.split("::").at(-1)]),
      [["names-and-parents", "a-queue-with-a-very-long-name"]],
    );
  });

  it("has the picture of the stack in a comment, folded, and nowhere else", async () => {
    const { stdout } = await runSlipway(["report", root, "-s", "dev"]);
    assert.match(
      stdout,
      /\n\n<details><summary>The stack in a picture<\/summary>\n\n```mermaid\nflowchart LR\n[^]*"queue b"[^]*\n```\n\n<\/details>\n$/,
    );
    const json = await runSlipway(["report", root, "-s", "dev", "--json"]);
    assert.doesNotMatch(json.stdout, /mermaid|"id":/);
  });

  it("compares with a file, as JSON, and makes a page and SARIF", async () => {
    const base = join(root, "base.json");
    const { stdout } = await runSlipway(["preview", root, "-s", "dev", "--offline", "--json"]);
    writeFileSync(base, stdout);
    const json = await runSlipway(["report", root, "-s", "dev", "--base", base, "--json"]);
    const report = JSON.parse(json.stdout) as ChangeReport;
    assert.deepEqual([report.changes?.equal, report.cost?.before], [2, report.cost?.after]);
    const page = await runSlipway(["report", root, "-s", "dev", "--format", "html"]);
    assert.match(page.stdout, /^<!doctype html>\n<html lang="en">[^]*<\/html>\n$/);
    assert.match(
      page.stdout,
      /<svg class="picture" [^]*>queue b<|<svg class="picture" [^]* queue b /,
    );
    assert.doesNotMatch(page.stdout, /<(script|link|img|iframe)|url\(|@import|\bon\w+=/);
    const sarif = await runSlipway(["report", root, "-s", "dev", "--format", "sarif"]);
    assert.equal((JSON.parse(sarif.stdout) as { version: string }).version, "2.1.0");
  });

  it("says what is wrong with a base and a format", async () => {
    const none = await runSlipway(["report", root, "-s", "dev", "--base", "nowhere"]);
    assert.equal(none.code, 1);
    assert.match(none.stderr, /'@nowhere' must be a ref of git that there is/);
    const bytes = await runSlipway(["report", root, "-s", "dev", "--max-bytes", "100"]);
    assert.match(
      bytes.stderr,
      /'--max-bytes' must be a whole number from 4000 to 60000, got "100"/,
    );
    const nameless = await runSlipway(["report", root, "--engine"]);
    assert.match(nameless.stderr, /'--engine' must go with '--stack'/);
    const format = await runSlipway(["report", root, "--format", "pdf"]);
    assert.match(format.stderr, /Allowed choices are markdown, html, json, sarif/);
  });
});
