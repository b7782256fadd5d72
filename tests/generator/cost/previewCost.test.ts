import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { assertPreviewSchema } from "../offline/previewSchema.js";
import { runSlipway } from "../offline/runSlipway.js";

const WORKER = join(packageRoot(), "examples", "worker");

describe("slipway preview, what it costs", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-cost-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is told in a few lines", async () => {
    const { code, stdout } = await runSlipway(["preview", WORKER, "--offline"]);
    assert.equal(code, 0);
    const lines = stdout.split("\n");
    const from = lines.findIndex((line) => line.startsWith("Cost"));
    assert.deepEqual(lines.slice(from, from + 3), [
      "Cost      $1.40–79.97, 35.12 expected a month; USD, prices of 2026-10-09",
      "  worker  $0.00–78.57, 33.72 expected",
      "  shared  $1.40",
    ]);
  });

  it("is in the JSON as the schema says, by a usage file that is named", async () => {
    const usage = join(folder, "usage.yaml");
    writeFileSync(usage, "resources: { worker: { tasks: 1 } }\n");
    const args = ["preview", WORKER, "--offline", "--json", "--usage", usage];
    const { stdout } = await runSlipway(args);
    const result = JSON.parse(stdout) as PreviewResult;
    assertPreviewSchema(result);
    assert.equal(result.region, "us-east-1");
    // 730 x 0.00392886, as Spot cost on the day of the snapshot, and 0.50 of logs.
    assert.deepEqual(result.cost?.services[0], {
      name: "worker",
      minimum: 0,
      expected: 3.37,
      maximum: 78.57,
    });
    assert.match(result.cost.lines[0]?.assumptions[0] ?? "", /^1 tasks \(tasks, given\)$/);
  });

  it("is held to the budget of the environment, by the same figure", async () => {
    const config = join(folder, "policies.yaml");
    const budget = "{ cost-budget: { enforcementLevel: mandatory, monthlyMaximum: 35.11 } }";
    writeFileSync(config, `environments: { dev: ${budget} }\n`);
    const args = ["preview", WORKER, "--offline", "--policy-config", config];
    const { code, stdout } = await runSlipway(args);
    assert.equal(code, 2);
    assert.match(
      stdout,
      /cost at most \$35\.11 a month \('monthlyMaximum'\), got \$35\.12 expected: 'worker' \$33\.72, shared \$1\.40/,
    );
  });

  it("fails the command where the usage file is wrong", async () => {
    const usage = join(folder, "wrong.yaml");
    writeFileSync(usage, "task: 1\n");
    const { code, stderr } = await runSlipway(["preview", WORKER, "--offline", "--usage", usage]);
    assert.equal(code, 1);
    assert.match(stderr, /wrong\.yaml: it must not have 'task'/);
  });
});
