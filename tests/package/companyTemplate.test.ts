import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pack, run } from "./support/packed.js";

describe("a repository of a company's own template, made by the packed package", () => {
  let folder = "";

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-company-")));
    const tarball = pack(folder);
    mkdirSync(join(folder, "work"));
    // Generating needs none of the peers.
    run(join(folder, "work"), "npm", "install", "--omit=peer", `../${tarball}`);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("passes its own tests", () => {
    const template = "node_modules/slipway/docs/example-template/queue";
    const words = ["order-events", "--yes", "--template", template, "--set", "team=payments"];
    run(join(folder, "work"), "npx", "slipway", "new", ...words);
    const repository = join(folder, "work", "order-events");
    run(repository, "npm", "install");
    assert.match(run(repository, "npm", "test"), /fail 0$/m);
  });
});
