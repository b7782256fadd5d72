import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { fixture } from "./runSlipway.js";

/** What a preview may not load unless it is asked for: pictures, reports, fleets, the engine, AWS, templates. */
const OTHERS =
  /^(dist\/(picture|generator\/(review|fleet|automation|doctor|scaffold))\/|node_modules\/(@viz-js|@aws-sdk|handlebars|d3-shape|csv-parse|microdiff|prompts)\/)/;

describe("what an offline preview loads", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-loaded-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function loaded(...flags: string[]): string[] {
    const list = join(folder, `${flags.length}.txt`);
    const cli = join(packageRoot(), "dist", "generator", "cli.js");
    const hook = join(packageRoot(), "tests", "generator", "offline", "listLoaded.cjs");
    const words = ["preview", fixture("plain"), "--offline", "--stack", "dev", ...flags];
    const { status, stderr } = spawnSync(process.execPath, [cli, ...words], {
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: `--require ${hook}`, SLIPWAY_LOADED: list },
    });
    assert.equal(status, 0, stderr);
    const files = readFileSync(list, "utf8").trim().split("\n");
    return files.map((file) => relative(packageRoot(), file));
  }

  it("is what costs and deployments are made of, and nothing that was not asked for", () => {
    const files = loaded();
    assert.ok(files.includes("dist/cost/estimateCost.js"));
    assert.ok(files.includes("dist/forecast/foretellDeployments.js"));
    assert.deepEqual(
      files.filter((file) => OTHERS.test(file)),
      [],
    );
  });

  it("is a picture's files where one is asked for", () => {
    const files = loaded("--picture", join(folder, "a.mmd"));
    assert.ok(files.includes("dist/picture/drawStack.js"));
    // Mermaid needs no layout.
    assert.deepEqual(
      files.filter((file) => file.startsWith("node_modules/@viz-js/")),
      [],
    );
  });
});
