import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import { readPrices, readUsage } from "../../../generator/cost/readCostFiles.js";

describe("slipway.usage.yaml", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-usage-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const refused = (text: string): string => {
    const file = written("usage.yaml", text);
    try {
      readUsage(folder, file);
    } catch (error) {
      assert.ok(error instanceof CliError);
      return error.message.replace(file, "usage.yaml");
    }
    return "taken";
  };

  it("is found in the project's folder, or in one above it up to the repository's", () => {
    mkdirSync(join(folder, "orders/infra"), { recursive: true });
    assert.deepEqual(readUsage(join(folder, "orders/infra")), {});
    written("slipway.usage.yaml", "natGb: 3\nresources: { orders: { tasks: 4 } }\n");
    const found = { natGb: 3, resources: { orders: { tasks: 4 } } };
    assert.deepEqual(readUsage(join(folder, "orders/infra")), found);
    mkdirSync(join(folder, "orders/.git"));
    assert.deepEqual(readUsage(join(folder, "orders/infra")), {});
  });

  it("takes an empty file, and quantities of stacks", () => {
    assert.equal(refused(""), "taken");
    assert.equal(
      refused("stacks: { prod: { tasks: 3, resources: { a: { logGb: 1 } } } }"),
      "taken",
    );
  });

  it("is refused with the place, the rule and what it got", () => {
    assert.equal(refused("natGB: 3"), "usage.yaml: it must not have 'natGB'");
    assert.equal(refused("natGb: -1"), "usage.yaml: 'natGb' must be >= 0, got -1");
    assert.equal(
      refused("resources: { orders: { tasks: many } }"),
      `usage.yaml: 'resources.orders.tasks' must be number, got "many"`,
    );
    assert.match(refused("instanceType: large"), /^usage\.yaml: 'instanceType' must match pattern/);
    assert.match(refused("a: ["), /^usage\.yaml is not YAML: /);
    assert.throws(() => readUsage(folder, join(folder, "none.yaml")), /none\.yaml cannot be read/);
  });

  it("stands beside a table of prices of one's own, which is refused when it is none", () => {
    assert.equal(readPrices(folder).date, "2026-10-09");
    const table = { date: "2026-11-01", spotDate: "", items: ["alb.hour"], everywhere: {} };
    written("slipway.prices.json", JSON.stringify({ ...table, regions: { "eu-west-1": [1] } }));
    assert.equal(readPrices(folder).date, "2026-11-01");
    for (const prices of [[], [0], ["1"], [1, 2]]) {
      written(
        "slipway.prices.json",
        JSON.stringify({ ...table, regions: { "eu-west-1": prices } }),
      );
      assert.throws(
        () => readPrices(folder),
        /must be a table that 'slipway prices refresh' writes/,
      );
    }
  });
});
